package io.entropy.server;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A client that knows a manager's address and none of its types, as grpcurl: it asks what there is
/// by gRPC reflection, and says and prints JSON. By grpc-netty, which the manager isn't made of.
final class ReflectedClient implements AutoCloseable {
  private final ManagedChannel channel;

  ReflectedClient(int port) {
    channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  List<String> services() {
    return ask(ServerReflectionRequest.newBuilder().setListServices("").build())
        .getListServicesResponse()
        .getServiceList()
        .stream()
        .map(ServiceResponse::getName)
        .toList();
  }

  /// @param method as `package.Service/Method`
  String call(String method, String json) throws Exception {
    Method described = method(method);
    return print(
        ClientCalls.blockingUnaryCall(
            channel, described.grpc(), CallOptions.DEFAULT, described.request(json)));
  }

  Stream<String> stream(String method, String json) throws Exception {
    Method described = method(method);
    Iterator<DynamicMessage> answers =
        ClientCalls.blockingServerStreamingCall(
            channel, described.grpc(), CallOptions.DEFAULT, described.request(json));
    Iterable<DynamicMessage> once = () -> answers;
    return StreamSupport.stream(once.spliterator(), false).map(ReflectedClient::print);
  }

  private static String print(DynamicMessage message) {
    try {
      return JsonFormat.printer().omittingInsignificantWhitespace().print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Method(
      MethodDescriptor<DynamicMessage, DynamicMessage> grpc, DynamicMessage emptyRequest) {
    DynamicMessage request(String json) throws InvalidProtocolBufferException {
      DynamicMessage.Builder request = emptyRequest.newBuilderForType();
      JsonFormat.parser().merge(json, request);
      return request.build();
    }
  }

  private Method method(String typed) throws Exception {
    String service = typed.substring(0, typed.indexOf('/'));
    var method =
        file(service)
            .findServiceByName(service.substring(service.lastIndexOf('.') + 1))
            .findMethodByName(typed.substring(typed.indexOf('/') + 1));
    DynamicMessage request = DynamicMessage.getDefaultInstance(method.getInputType());
    DynamicMessage answer = DynamicMessage.getDefaultInstance(method.getOutputType());
    return new Method(
        MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
            .setType(
                method.isServerStreaming()
                    ? MethodDescriptor.MethodType.SERVER_STREAMING
                    : MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(typed)
            .setRequestMarshaller(ProtoUtils.marshaller(request))
            .setResponseMarshaller(ProtoUtils.marshaller(answer))
            .build(),
        request);
  }

  /// The file that defines a symbol; its dependencies come with it.
  private FileDescriptor file(String symbol) throws Exception {
    List<ByteString> files =
        ask(ServerReflectionRequest.newBuilder().setFileContainingSymbol(symbol).build())
            .getFileDescriptorResponse()
            .getFileDescriptorProtoList();
    Map<String, FileDescriptorProto> byName = new HashMap<>();
    for (ByteString file : files) {
      FileDescriptorProto parsed = FileDescriptorProto.parseFrom(file);
      byName.put(parsed.getName(), parsed);
    }
    return link(FileDescriptorProto.parseFrom(files.getFirst()), byName, new HashMap<>());
  }

  private static FileDescriptor link(
      FileDescriptorProto file,
      Map<String, FileDescriptorProto> all,
      Map<String, FileDescriptor> linked)
      throws DescriptorValidationException {
    FileDescriptor[] dependencies = new FileDescriptor[file.getDependencyCount()];
    for (int i = 0; i < dependencies.length; i++) {
      String name = file.getDependency(i);
      if (!linked.containsKey(name)) {
        linked.put(name, link(requireNonNull(all.get(name)), all, linked));
      }
      dependencies[i] = linked.get(name);
    }
    return FileDescriptor.buildFrom(file, dependencies);
  }

  private ServerReflectionResponse ask(ServerReflectionRequest request) {
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    var question =
        ServerReflectionGrpc.newStub(channel)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    var _ = answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    var _ = answer.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {
                    var _ = answer.completeExceptionally(new IllegalStateException("no answer"));
                  }
                });
    question.onNext(request);
    question.onCompleted();
    return answer.join();
  }

  @Override
  public void close() {
    var _ = channel.shutdownNow();
  }
}
