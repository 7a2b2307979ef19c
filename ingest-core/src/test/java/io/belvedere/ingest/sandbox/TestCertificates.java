package io.belvedere.ingest.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// An authority that certifies whatever a test asks for.
public final class TestCertificates {
  /// Of all stores.
  public static final String PASSWORD = "store-of-the-test";

  private static final AtomicLong SERIAL = new AtomicLong(1);

  private final Instant now;
  private final KeyPair keys;
  private final X509Certificate certificate;

  /// @param name of the authority
  public TestCertificates(String name, Instant now)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    this.now = now;
    this.keys = newKeys();
    var own = new X500Name("CN=" + name);
    var builder =
        new JcaX509v3CertificateBuilder(
            own, serial(), days(-400), days(400), own, keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    this.certificate = sign(builder, keys);
  }

  /// A key with its certificate.
  public record Certified(KeyPair keys, X509Certificate certificate, X509Certificate authority) {
    /// Key and certificates as PKCS12 or JKS.
    public Path store(Path file, String type) throws GeneralSecurityException, IOException {
      KeyStore store = empty(type);
      store.setKeyEntry(
          "own",
          keys.getPrivate(),
          PASSWORD.toCharArray(),
          new X509Certificate[] {certificate, authority});
      return save(store, file);
    }

    /// Key and certificates as PEM.
    public Path pem(Path file) throws GeneralSecurityException, IOException {
      return Files.writeString(
          file,
          block("PRIVATE KEY", keys.getPrivate().getEncoded())
              + block("CERTIFICATE", certificate.getEncoded())
              + block("CERTIFICATE", authority.getEncoded()));
    }
  }

  /// @param subject the common name
  /// @param address that the certificate is for
  /// @param days how long it still holds; less than 0 if it has expired
  public Certified certify(String subject, String address, int days)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    KeyPair own = newKeys();
    var builder =
        new JcaX509v3CertificateBuilder(
            certificate,
            serial(),
            days(-300),
            days(days),
            new X500Name("CN=" + subject),
            own.getPublic());
    int type = address.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName;
    builder.addExtension(
        Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(type, address)));
    return new Certified(own, sign(builder, keys), certificate);
  }

  /// What those have who trust the authority, as PKCS12 or JKS.
  public Path trust(Path file, String type) throws GeneralSecurityException, IOException {
    KeyStore store = empty(type);
    store.setCertificateEntry("authority", certificate);
    return save(store, file);
  }

  /// The same as PEM.
  public Path trustPem(Path file) throws GeneralSecurityException, IOException {
    return Files.writeString(file, block("CERTIFICATE", certificate.getEncoded()));
  }

  private Date days(int days) {
    return Date.from(now.plus(Duration.ofDays(days)));
  }

  private static BigInteger serial() {
    return BigInteger.valueOf(SERIAL.getAndIncrement());
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static X509Certificate sign(JcaX509v3CertificateBuilder builder, KeyPair by)
      throws GeneralSecurityException, OperatorCreationException {
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  private static KeyStore empty(String type) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    return store;
  }

  private static Path save(KeyStore store, Path file) throws GeneralSecurityException, IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  private static String block(String what, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(bytes), what);
  }
}
