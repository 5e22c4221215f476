package dev.paddock.packages;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An element of Maven's files, by its local name; attributes have no meaning there. */
record XmlElement(String name, List<XmlElement> children, StringBuilder content) {
  private static final int DEEPEST = 50;

  /** Reads a document; one with a document type or an entity of its own is refused. */
  static XmlElement parse(InputStream in) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      return tree(factory.createXMLStreamReader(in));
    } catch (XMLStreamException e) {
      throw new IOException("it is not well-formed XML", e);
    }
  }

  private static XmlElement tree(XMLStreamReader reader) throws XMLStreamException, IOException {
    XmlElement document = new XmlElement("", new ArrayList<>(), new StringBuilder());
    Deque<XmlElement> open = new ArrayDeque<>(List.of(document));
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          XmlElement element =
              new XmlElement(reader.getLocalName(), new ArrayList<>(), new StringBuilder());
          open.getFirst().children().add(element);
          open.push(element);
          if (open.size() > DEEPEST) {
            throw new IOException("it is nested too deeply");
          }
        }
        case XMLStreamConstants.END_ELEMENT -> open.pop();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            open.getFirst().content().append(reader.getText());
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new IOException("it has a document type or an entity of its own");
        default -> {
          // comments, processing instructions, white space
        }
      }
    }
    return document;
  }

  /** Returns the elements that are reached through these names. */
  List<XmlElement> all(String... names) {
    List<XmlElement> found = List.of(this);
    for (String step : names) {
      found =
          found.stream()
              .flatMap(element -> element.children().stream())
              .filter(child -> child.name().equals(step))
              .toList();
    }
    return found;
  }

  /** Returns the text of a child, "" if there is none. */
  String text(String child) {
    Optional<XmlElement> found = all(child).stream().findFirst();
    return found.map(element -> element.content().toString().strip()).orElse("");
  }
}
