package org.camerad.cgi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import com.ctc.wstx.api.WstxOutputProperties;
import com.ctc.wstx.stax.WstxOutputFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class XmlTests {

	@Example
	void documentsHaveADeclarationAttributesTextAndChildren() {
		XmlElement element = XmlElement.named("users", "all",
				List.of(XmlElement.text("name", "Zoë & <Co>"), XmlElement.text("note", ""),
						XmlElement.attributes("role", Map.of("title", "\"x\"")), XmlElement.of("none", List.of())));
		assertThat(text(Xml.document(element)))
			.isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><users name=\"all\">"
					+ "<name>Zoë &amp; &lt;Co></name><note></note><role title=\"&quot;x&quot;\"/><none/></users>");
	}

	/** Clients have seen the library's documents so far, so each byte stays. */
	@Property
	void documentsAreThoseOfTheLibrary(@ForAll("texts") String value) {
		for (XmlElement element : elements(value)) {
			String expected;
			try {
				expected = woodstox(element);
			}
			catch (XMLStreamException ex) {
				assertThatIllegalArgumentException().isThrownBy(() -> Xml.document(element));
				continue;
			}
			assertThat(text(Xml.document(element))).isEqualTo(expected);
		}
	}

	@Example
	void theEndOfCharacterDataNeverStandsInText() {
		assertThat(text(Xml.document(XmlElement.text("text", "a>b]]>")))).endsWith("<text>a>b]]&gt;</text>");
	}

	@Example
	void everyCharacterIsWrittenAsTheLibraryDoes() {
		for (int character = 0; character <= Character.MAX_VALUE; character++) {
			documentsAreThoseOfTheLibrary("x" + (char) character + "y");
		}
	}

	@Provide
	Arbitrary<String> texts() {
		return Arbitraries.oneOf(Arbitraries.strings(),
				Arbitraries.strings().withChars("]>&<\"'\r\n\t a\u0085\uD83D\uDE00"));
	}

	/** Which greater-than signs the library escapes in text depends on its buffers. */
	private static List<XmlElement> elements(String value) {
		return List.of(XmlElement.text("text", value.replace(">", "")),
				XmlElement.attributes("element", Map.of("attribute", value)));
	}

	private static String woodstox(XmlElement element) throws XMLStreamException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		WstxOutputFactory factory = new WstxOutputFactory();
		factory.setProperty(XMLOutputFactory.IS_REPAIRING_NAMESPACES, true);
		factory.setProperty(WstxOutputProperties.P_USE_DOUBLE_QUOTES_IN_XML_DECL, true);
		XMLStreamWriter writer = factory.createXMLStreamWriter(bytes, "UTF-8");
		writer.writeStartDocument("UTF-8", "1.0");
		writer.writeStartElement(element.name());
		for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
			writer.writeAttribute(attribute.getKey(), attribute.getValue());
		}
		if (element.text() != null) {
			writer.writeCharacters(element.text());
		}
		writer.writeEndElement();
		writer.close();
		return text(bytes.toByteArray());
	}

	private static String text(byte[] document) {
		return new String(document, StandardCharsets.UTF_8);
	}

}
