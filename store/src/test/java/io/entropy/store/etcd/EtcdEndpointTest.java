package io.entropy.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.store.etcd.EtcdEndpoint.Login;
import io.entropy.store.etcd.EtcdEndpoint.Tls;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The text of an endpoint, right and wrong.
final class EtcdEndpointTest {

  @Test
  void aPlainEndpointHasMembersAndAPrefix() {
    EtcdEndpoint endpoint = EtcdEndpoint.parse("etcd://h1:2379,[::1]:2380/entropy/a");
    assertThat(endpoint.members()).containsExactly("h1:2379", "[::1]:2380");
    assertThat(endpoint.prefix()).isEqualTo("entropy/a");
    assertThat(endpoint.login()).isNull();
    assertThat(endpoint.tls()).isNull();
    assertThat(endpoint.timeout()).isEqualTo(EtcdEndpoint.DEFAULT_TIMEOUT);
  }

  @Test
  void userAndPasswordArePercentDecodedAndThePasswordIsNotShown() {
    EtcdEndpoint endpoint = EtcdEndpoint.parse("etcd://me:p%40ss+%3A@h:1/x");
    assertThat(endpoint.login()).isEqualTo(new Login("me", "p@ss+:"));
    assertThat(endpoint.toString()).isEqualTo("etcd://me:***@h:1/x");
  }

  @Test
  void optionsAreRead() {
    EtcdEndpoint endpoint = EtcdEndpoint.parse("etcd://h:1/x?tls-name=etcd.local&timeout=250ms");
    assertThat(endpoint.tls()).isEqualTo(new Tls(null, null, null, "etcd.local"));
    assertThat(endpoint.timeout()).isEqualTo(Duration.ofMillis(250));
    assertThat(EtcdEndpoint.parse("etcd://h:1/x?tls=true").tls()).isNotNull();
    assertThat(EtcdEndpoint.parse("etcd://h:1/x?tls=false").tls()).isNull();
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    assertThatThrownBy(() ->
            EtcdEndpoint.parse(
                "etcd://me@h1,h2:99999/a//b?colour=red&tls-cert=/nowhere&timeout=soon&tls=maybe"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'h1' is not a host:port")
        .hasMessageContaining("'h2:99999': a port is from 1 to 65535")
        .hasMessageContaining("the prefix 'a//b'")
        .hasMessageContaining("user:password")
        .hasMessageContaining("'colour' is no option")
        .hasMessageContaining("no file /nowhere")
        .hasMessageContaining("tls-cert and tls-key")
        .hasMessageContaining("timeout is a number")
        .hasMessageContaining("tls is true or false");
  }

  @Test
  void otherTextIsToldWhatAnEndpointLooksLike() {
    for (String text : new String[] {"", "http://h:1/x", "etcd:h:1", "etcd://a@b@h:1/x"}) {
      assertThatThrownBy(() -> EtcdEndpoint.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("etcd://[user:password@]host:port");
    }
  }

  @Test
  void anEndpointWithoutAPrefixIsRefused() {
    assertThatThrownBy(() -> EtcdEndpoint.parse("etcd://h:1"))
        .hasMessageContaining("the prefix ''");
    assertThatThrownBy(() -> EtcdEndpoint.parse("etcd://h:1/"))
        .hasMessageContaining("the prefix ''");
  }

  @Test
  void aPasswordIsNotRepeatedInAnError() {
    assertThatThrownBy(() -> EtcdEndpoint.parse("etcd://me:hunter%2@h:1/x"))
        .hasMessageContaining("password is not percent-encoded")
        .hasMessageNotContaining("hunter");
  }
}
