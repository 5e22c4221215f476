package dev.paddock.home;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * {@code ~/.m2/settings.xml}. Elements are matched by their local names; attributes, comments and
 * processing instructions are never given, and a document type makes the file malformed.
 *
 * <p>A mirror, repository or activation of which one value must stay outside is not given at all:
 * half a mirror stops Maven.
 *
 * @see <a href="https://maven.apache.org/settings.html">Settings Reference</a>
 */
final class MavenSettings implements SettingsFormat {
  private static final int DEEPEST = 20;

  private record Element(String name, List<Element> children, StringBuilder text) {}

  /** What became of an element. */
  private record Rewritten(Optional<String> xml, boolean spoilsParent) {}

  @Override
  public String rewrite(byte[] file, Sieve sieve) throws MalformedSettingsException {
    Element root = parse(file);
    String xml = rewrite(root, List.of(root.name()), "", sieve).xml().orElse("");
    return xml.isEmpty() ? "" : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml;
  }

  private static Rewritten rewrite(Element element, List<String> path, String indent, Sieve sieve) {
    if (element.children().isEmpty()) {
      return leaf(element, path, indent, sieve);
    }
    StringBuilder inner = new StringBuilder();
    boolean spoiled = false;
    for (Element child : element.children()) {
      List<String> childPath = new ArrayList<>(path);
      childPath.add(child.name());
      Rewritten rewritten = rewrite(child, childPath, indent + "  ", sieve);
      rewritten.xml().ifPresent(inner::append);
      spoiled |= rewritten.spoilsParent();
    }
    if (inner.isEmpty() || (spoiled && path.size() > 2)) {
      return new Rewritten(Optional.empty(), false);
    }
    String name = element.name();
    return new Rewritten(
        Optional.of(indent + "<" + name + ">\n" + inner + indent + "</" + name + ">\n"), false);
  }

  private static Rewritten leaf(Element element, List<String> path, String indent, Sieve sieve) {
    String text = element.text().toString().strip();
    if (text.isEmpty()) {
      return new Rewritten(Optional.empty(), false);
    }
    Optional<String> value = sieve.pass(path, text);
    String name = element.name();
    return new Rewritten(
        value.map(v -> indent + "<" + name + ">" + escaped(v) + "</" + name + ">\n"),
        value.isEmpty() && sieve.knows(path));
  }

  private static Element parse(byte[] file) throws MalformedSettingsException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("external entities are not read");
        });
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(file));
      return tree(reader);
    } catch (XMLStreamException e) {
      throw new MalformedSettingsException("is not well-formed XML; let Maven tell you where");
    }
  }

  private static Element tree(XMLStreamReader reader)
      throws XMLStreamException, MalformedSettingsException {
    Element document = new Element("", new ArrayList<>(), new StringBuilder());
    Deque<Element> open = new ArrayDeque<>(List.of(document));
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          Element element =
              new Element(reader.getLocalName(), new ArrayList<>(), new StringBuilder());
          open.getFirst().children().add(element);
          open.push(element);
          if (open.size() > DEEPEST) {
            throw new MalformedSettingsException("is nested too deeply");
          }
        }
        case XMLStreamConstants.END_ELEMENT -> open.pop();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            open.getFirst().text().append(reader.getText());
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new MalformedSettingsException("has a document type or an entity of its own");
        default -> {
          // comments, processing instructions, white space
        }
      }
    }
    return document.children().getFirst();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
