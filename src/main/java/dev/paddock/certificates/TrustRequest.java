package dev.paddock.certificates;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

/**
 * What is to be trusted inside, and by whom.
 *
 * @param pem the certificate of the session's authority as text
 * @param authority the same certificate
 * @param environment the caller's variables
 * @param javaHomes the JDKs that exist inside
 * @param cache a folder of Paddock's own, which no session can write
 */
public record TrustRequest(
    String pem,
    X509Certificate authority,
    Map<String, String> environment,
    List<Path> javaHomes,
    Path cache) {}
