package dev.paddock.sandbox;

import dev.paddock.sandbox.SandboxRequest.Bound;
import dev.paddock.sandbox.SandboxRequest.Cover;
import dev.paddock.sandbox.SandboxRequest.Identity;
import dev.paddock.sandbox.SandboxRequest.InsideFile;
import dev.paddock.sandbox.SandboxRequest.Layered;
import dev.paddock.sandbox.SandboxRequest.Listener;
import dev.paddock.sandbox.SandboxRequest.Place;
import dev.paddock.sandbox.SandboxRequest.Route;
import dev.paddock.sandbox.SandboxRequest.SandboxLimits;
import dev.paddock.sandbox.SandboxRequest.WritableTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request that grants nothing but the project, to be widened by a test. */
final class Requests {
  static final String STAGE = "/home/u/.local/share/paddock/stage";
  static final String HOME = "/home/u";
  static final String PROJECT = "/home/u/src/project";

  final List<Mount> system = new ArrayList<>();
  final List<Place> denied = new ArrayList<>();
  final List<Bound> readable = new ArrayList<>();
  final List<Bound> copies = new ArrayList<>();
  final List<String> writable = new ArrayList<>(List.of(PROJECT));
  final List<Bound> states = new ArrayList<>();
  final List<InsideFile> files = new ArrayList<>();
  final List<String> readOnly = new ArrayList<>();

  /** Further covers, of every writable tree. */
  final List<Cover> covers = new ArrayList<>();

  final List<Place> hidden = new ArrayList<>();
  final List<Layered> layered = new ArrayList<>();
  final List<SandboxRequest.Assembled> assembled = new ArrayList<>();
  final List<Route> routes = new ArrayList<>();
  final List<Listener> listeners = new ArrayList<>();
  final Map<String, String> environment = new LinkedHashMap<>();
  final List<Integer> terminals = new ArrayList<>();
  List<String> command = List.of("true");

  SandboxRequest build() {
    return new SandboxRequest(
        "/usr/bin/bwrap",
        STAGE,
        1000,
        1001,
        HOME,
        PROJECT,
        system,
        denied,
        readable,
        copies,
        writable.stream().map(this::tree).toList(),
        states,
        files,
        hidden,
        layered,
        assembled,
        routes,
        listeners,
        environment,
        command,
        terminals,
        new SandboxLimits(1L << 31, true, 512, 1L << 30));
  }

  private WritableTree tree(String path) {
    List<Cover> covers = new ArrayList<>(this.covers);
    for (String protectedPath : readOnly) {
      if (protectedPath.startsWith(path + "/")) {
        covers.add(new Cover.Seal(protectedPath.substring(path.length() + 1), new Identity(1, 3)));
      }
    }
    return new WritableTree(path, true, new Identity(1, 2), covers);
  }

  SandboxPlan plan() {
    return SandboxPlanner.plan(build());
  }

  static Bound same(String path) {
    return new Bound(path, path);
  }
}
