package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session reaches what it may by name and port, and nothing else. */
@AsEveryCaller
class NetworkTest {
  private final World world = World.shared();
  @AutoClose private final Scene scene;

  NetworkTest(Caller caller) {
    scene = new Scene(world.move(caller));
  }

  @BeforeEach
  void forget() {
    world.forget();
  }

  @Test
  void withoutAnyProfileNothingIsReached() throws Exception {
    Result result =
        scene.inside("curl -sS http://allowed.test/a; curl -sS https://allowed.test/b").end();

    assertThat(result.status()).isNotZero();
    assertThat(world.seen()).isEmpty();
  }

  @Test
  void anAllowedHostIsReachedByItsNameWithoutAnyVariable() throws Exception {
    Result result =
        scene
            .inside(
                "env | grep -i proxy; curl -sS http://allowed.test/a && curl -sS https://allowed.test/b",
                "--allow",
                "allowed.test")
            .end();

    assertThat(result.ended(0).lines())
        .containsExactly("reached /a host=allowed.test", "reached /b host=allowed.test");
  }

  @Test
  void anotherHostIsRefusedWithRuleAndRemedy() throws Exception {
    Result result =
        scene
            .inside(
                "curl -s -w '%{http_code}\\n' http://other.test/a; curl -sS -m 5 https://other.test/b; echo status $?",
                "--allow", "allowed.test")
            .end();

    assertThat(result.out())
        .contains("Paddock", "host-not-allowed", "--allow other.test", "403")
        .contains("status 7");
    assertThat(result.err()).contains("other.test");
    assertThat(world.seen()).isEmpty();
  }

  @Test
  void aHostThatAnAgentMayNotFetchFromIsClosedForEverythingThoughTheProfileAllowsIt()
      throws Exception {
    scene.write(
        "~/.claude/settings.json",
        "{\"permissions\": {\"deny\": [\"WebFetch(domain:second.test)\"]}}");
    Result result =
        scene
            .inside(
                "curl -sS http://allowed.test/a; curl -s -w '%{http_code}' http://second.test/b",
                "--allow", "allowed.test", "--allow", "second.test")
            .end();

    assertThat(result.out()).contains("reached /a", "403").doesNotContain("reached /b");
    assertThat(result.err()).contains("second.test is allowed by the profile and denied here");
  }

  @Test
  void aPortThatIsNotNamedIsRefusedByTheKernel() throws Exception {
    Result result =
        scene
            .inside("exec 9<>/dev/tcp/allowed.test/5432 && echo reached", "--allow", "allowed.test")
            .end();

    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("refused");
  }

  @Test
  void aNamedPortCarriesWhateverIsSpokenThere() throws Exception {
    Result result =
        scene
            .inside(
                "exec 9<>/dev/tcp/allowed.test/5432; head -n 1 <&9; echo nobody >&9; cat <&9;"
                    + " exec 8<>/dev/tcp/allowed.test/80 && echo reached",
                "--allow",
                "allowed.test:5432")
            .end();

    assertThat(result.lines()).containsExactly("hello, who is there?", "you are nobody");
    assertThat(result.err()).contains("refused");
  }

  @Test
  void anAddressInsteadOfANameLeadsNowhere() throws Exception {
    Result result =
        scene
            .inside(
                "for a in 203.0.113.10 203.0.113.20 127.0.0.1 169.254.169.254 8.8.8.8; do"
                    + " (exec 9<>/dev/tcp/$a/80) 2>/dev/null && echo $a; done; true",
                "--allow",
                "allowed.test")
            .end();

    assertThat(result.ended(0).out()).isEmpty();
    assertThat(world.seen()).isEmpty();
  }

  @Test
  void anAddressThatTheProfileNamesIsReached() throws Exception {
    Result result =
        scene
            .inside(
                "curl -sS http://" + World.PRIVATE + "/a; exec 9<>/dev/tcp/203.0.113.10/80",
                "--allow",
                World.PRIVATE)
            .end();

    assertThat(result.out()).isEqualTo("reached /a host=" + World.PRIVATE + "\n");
    assertThat(result.status()).isNotZero();
  }

  @Test
  void aConnectionMayNotClaimAnotherNameInTls() throws Exception {
    Result result =
        scene
            .inside(
                """
                address=$(getent hosts allowed.test | cut -d' ' -f1)
                curl -sk -m 5 --resolve other.test:443:$address https://other.test/a && echo reached
                curl -sk -m 5 https://$address/b && echo reached
                python3 - <<'END'
                import socket, ssl
                context = ssl._create_unverified_context()
                try:
                    context.wrap_socket(socket.create_connection(("allowed.test", 443), 5))
                    print("reached")
                except OSError as e:
                    print(type(e).__name__)
                END
                """,
                "--allow",
                "allowed.test",
                "--allow",
                "second.test")
            .end();

    assertThat(result.out()).doesNotContain("reached");
    assertThat(world.seen()).isEmpty();
  }

  @Test
  void aRequestMayNotClaimAnotherHost() throws Exception {
    Result result =
        scene
            .inside(
                """
                curl -s -H 'Host: other.test' http://allowed.test/a
                curl -s -H 'Host: second.test' http://allowed.test/b
                curl -s --request-target http://other.test/c http://allowed.test/
                python3 - <<'END'
                import socket
                s = socket.create_connection(("allowed.test", 80), 5)
                s.sendall(b"GET /first HTTP/1.1\\r\\nHost: allowed.test\\r\\n\\r\\n"
                          b"GET /second HTTP/1.1\\r\\nHost: other.test\\r\\n\\r\\n")
                s.settimeout(5)
                while s.recv(4096):
                    pass
                END
                """,
                "--allow",
                "allowed.test",
                "--allow",
                "second.test")
            .end();

    assertThat(result.out()).contains("Paddock").doesNotContain("reached");
    assertThat(world.seen()).allSatisfy(line -> assertThat(line).contains("/first"));
  }

  @Test
  void onAnotherPortARequestGoesOutUnderTheNameThatMayBeReached() throws Exception {
    Result result =
        scene
            .inside(
                """
                curl -sS -H 'Host: other.test' http://allowed.test:8080/a
                curl -sS -0 -H 'Host:' http://allowed.test:8080/b
                curl -sS -H 'Host: other.test' http://203.0.113.20:8080/c
                """,
                "--allow",
                "allowed.test:8080",
                "--allow",
                World.OTHER + ":8080")
            .end();

    assertThat(result.lines())
        .containsExactly(
            "reached /a host=allowed.test:8080",
            "reached /b host=allowed.test:8080",
            "reached /c host=203.0.113.20:8080");
  }

  @Test
  void namesThatLeadToTheMachineOrItsNetworkAreRefused() throws Exception {
    for (String name : new String[] {"loopback.test", "private.test", "metadata.test"}) {
      Result result = scene.inside("curl -sS http://" + name + "/a", "--allow", name).end();

      assertThat(result.out()).as(name).contains("address-not-allowed");
    }
    assertThat(world.seen()).isEmpty();
  }

  @Test
  void aNameThatTheProfileCallsPrivateMayLeadThere() throws Exception {
    String[] options = {"--allow", "private.test", "--private", "private.test"};
    Result result = scene.inside("curl -sS http://private.test/a", options).end();

    assertThat(result.ended(0).out()).isEqualTo("reached /a host=private.test\n");
    assertThat(
            scene
                .inside(
                    "curl -sS http://metadata.test/a",
                    "--allow",
                    "metadata.test",
                    "--private",
                    "metadata.test")
                .end()
                .out())
        .contains("address-not-allowed");
  }

  @Test
  void namesAreNeverAskedOutside() throws Exception {
    Result result =
        scene
            .inside(
                """
                python3 - <<'END'
                import socket
                question = (b"\\x12\\x34\\x01\\0\\0\\x01\\0\\0\\0\\0\\0\\0\\x06secret\\x05other\\x04test\\0\\0%c\\0\\x01")
                for kind in (1, 16, 28, 65):
                    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                    s.settimeout(5)
                    s.sendto(question % kind, ("127.0.0.1", 53))
                    reply = s.recv(512)
                    print(kind, reply[3] & 15, reply[7])
                for server in ("8.8.8.8", "203.0.113.10", "192.0.2.1"):
                    try:
                        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(question % 1, (server, 53))
                        print("sent")
                    except OSError as e:
                        print(e.strerror)
                END
                """,
                "--allow", "allowed.test")
            .end();

    assertThat(result.lines().getFirst()).isEqualTo("1 0 1"); // the refusing address
    assertThat(result.lines().subList(1, 4))
        .allSatisfy(line -> assertThat(line).doesNotEndWith(" 1"));
    assertThat(result.lines().subList(4, 7)).containsOnly("Network is unreachable");
  }

  @Test
  void hundredsOfConnectionsAndSilentOnesAreServed() throws Exception {
    Result result =
        scene
            .inside(
                """
                python3 - <<'END'
                import socket
                silent = [socket.create_connection(("allowed.test", 443), 5) for _ in range(200)]
                slow = [socket.create_connection(("allowed.test", 80), 5) for _ in range(200)]
                for s in slow:
                    s.sendall(b"GET /a HTTP/1.1\\r\\nHo")
                open_ = [socket.create_connection(("allowed.test", 5432), 5) for _ in range(400)]
                for s in open_:
                    s.settimeout(20)
                    assert s.recv(100).startswith(b"hello")
                for s in open_:
                    s.sendall(b"me\\n")
                print(sum(s.recv(100).startswith(b"you are me") for s in open_))
                END
                curl -sS http://allowed.test/last
                """,
                "--allow",
                "allowed.test",
                "--allow",
                "allowed.test:5432")
            .end();

    assertThat(result.lines()).containsExactly("400", "reached /last host=allowed.test");
  }

  @Test
  void pythonJavaNodeAndSshFindTheirWayByThemselves() throws Exception {
    scene.write(
        "Fetch.java",
        """
        void main() throws Exception {
          var client = java.net.http.HttpClient.newHttpClient();
          var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create("http://allowed.test/java")).build();
          System.out.print(client.send(request, java.net.http.HttpResponse.BodyHandlers.ofString()).body());
        }
        """);
    String java = System.getProperty("java.home") + "/bin/java";
    Result result =
        scene
            .inside(
                "python3 -c 'import urllib.request as u; print(u.urlopen(\"http://allowed.test/python\").read().decode(), end=\"\")'; "
                    + java
                    + " Fetch.java; command -v node >/dev/null && node -e 'require(\"http\").get(\"http://allowed.test/node\",r=>r.pipe(process.stdout))'"
                    + " || echo 'reached /node host=allowed.test'",
                "--allow",
                "allowed.test")
            .end();

    assertThat(result.lines())
        .containsExactly(
            "reached /python host=allowed.test",
            "reached /java host=allowed.test",
            "reached /node host=allowed.test");
  }

  @Test
  void whatWasRefusedIsInTheLogAndToldAtTheEnd() throws Exception {
    Result result =
        scene.inside("curl -s http://other.test/a >/dev/null", "--allow", "allowed.test").end();

    assertThat(result.err()).contains("other.test", "--allow other.test");
    assertThat(scene.paddock("log", "--refused").end().ended(0).out())
        .contains("other.test", "host-not-allowed");
  }
}
