package io.entropy.server.event;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.stream.ClosedStreamException;
import io.entropy.api.v1.SubscribeResponse;
import io.entropy.server.stream.SendWindow;
import io.entropy.server.stream.StreamGone;
import java.util.concurrent.ExecutionException;

/// A subscriber's response in the format of server-sent events. One thread.
final class SseSink implements EventSink {
  private final HttpResponseWriter writer;
  private final SendWindow window = new SendWindow();

  SseSink(HttpResponseWriter writer) {
    this.writer = writer;
  }

  @Override
  public void send(SubscribeResponse response) throws InterruptedException, StreamGone {
    try {
      if (!window.isOpen()) {
        var _ = writer.whenConsumed().get();
        window.reopen();
      }
      HttpData data = HttpData.ofUtf8(SseFormat.format(response));
      window.take(data.length());
      writer.write(data);
    } catch (ExecutionException | ClosedStreamException e) {
      throw new StreamGone(e);
    }
  }
}
