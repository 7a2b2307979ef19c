package io.belvedere.ingest.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/// An OAuth server on the loopback interface: tokens for whoever knows the secret of its one
/// client, and the keys by which a broker knows them.
public final class TokenIssuer implements AutoCloseable {
  public static final String ISSUER = "https://tokens.test";
  public static final String AUDIENCE = "kafka";

  private final HttpServer server;
  private final RsaJsonWebKey key;
  private final String client;
  private final String secret;
  private final AtomicInteger issued = new AtomicInteger();
  private volatile Duration lifetime = Duration.ofHours(1);
  private volatile Duration issuedAgo = Duration.ZERO;

  public TokenIssuer(String client, String secret) throws IOException, JoseException {
    this.client = client;
    this.secret = secret;
    this.key = RsaJwkGenerator.generateJwk(2048);
    key.setKeyId("test");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/token", this::token);
    server.createContext("/keys", this::keys);
    server.start();
  }

  public String tokenEndpoint() {
    return address() + "/token";
  }

  public String keysEndpoint() {
    return address() + "/keys";
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Of the tokens from now on.
  ///
  /// @param lifetime from when they were issued on
  /// @param issuedAgo more than the lifetime for one that has expired already
  public void issue(Duration lifetime, Duration issuedAgo) {
    this.lifetime = lifetime;
    this.issuedAgo = issuedAgo;
  }

  public int issued() {
    return issued.get();
  }

  private void token(HttpExchange exchange) throws IOException {
    String wanted =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    if (!wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, "{\"error\": \"invalid_client\"}");
      return;
    }
    try {
      String body = "{\"access_token\": \"%s\", \"token_type\": \"Bearer\"}".formatted(sign());
      issued.incrementAndGet();
      answer(exchange, 200, body);
    } catch (JoseException e) {
      throw new IOException(e);
    }
  }

  private String sign() throws JoseException {
    NumericDate at = NumericDate.now();
    at.addSeconds(-issuedAgo.toSeconds());
    NumericDate until = NumericDate.fromSeconds(at.getValue() + lifetime.toSeconds());
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(ISSUER);
    claims.setAudience(AUDIENCE);
    claims.setSubject(client);
    claims.setStringListClaim("scope", List.of("city"));
    claims.setIssuedAt(at);
    claims.setExpirationTime(until);
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(claims.toJson());
    signature.setKey(key.getPrivateKey());
    signature.setKeyIdHeaderValue(key.getKeyId());
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    return signature.getCompactSerialization();
  }

  private void keys(HttpExchange exchange) throws IOException {
    answer(exchange, 200, new JsonWebKeySet(key).toJson());
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    try (exchange) {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
