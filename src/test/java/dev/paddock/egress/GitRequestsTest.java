package dev.paddock.egress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitRequestsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a/b.git/info/refs?service=git-receive-pack",
        "/a/b/info/refs",
        "/a/b.git/git-receive-pack",
        "/a/b.git/GIT-Receive-Pack",
        "//a//b//git-receive-pack",
        "/a/b/%67it-receive-pack",
        "/a/b/%2567it-receive-pack",
        "/a/b/git%2dreceive%2Dpack",
        "/a/b/info//refs",
        "/a/b/info/./refs",
        "/a/b/info%2frefs",
        "/a/b/info\\refs",
        "/a/b/info;x=1/refs",
        "/a/b/info/refs;x?service=x",
        "/x?to=/a/git-upload-pack",
        "/a/b.git/info/lfs/objects/batch",
        "POST /a/b/git-upload-archive HTTP/1.1",
        "/%25%32%35%32%35%32%35%32%35%32%35%32%35%32%35%32%35%32%35%32%35%32%35%32%35%32%35"
      })
  void whatAServerCouldTakeForGitsIsRecognised(String target) {
    assertThat(GitRequests.mayBeOne(target)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a/b",
        "/api/v4/projects/group%2Fproject",
        "/a/b/releases/download/v1/x.tar.gz",
        "/a/b/blob/main/info",
        "/a/b/raw/main/refs"
      })
  void webPagesAreNot(String target) {
    assertThat(GitRequests.mayBeOne(target)).isFalse();
  }
}
