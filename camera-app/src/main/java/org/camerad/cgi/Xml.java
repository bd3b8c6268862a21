package org.camerad.cgi;

import java.io.ByteArrayOutputStream;
import java.util.Map;

import javax.xml.namespace.QName;

import com.ctc.wstx.api.WstxOutputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.stax.WstxOutputFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.dataformat.xml.XmlFactory;
import tools.jackson.dataformat.xml.XmlWriteFeature;
import tools.jackson.dataformat.xml.ser.ToXmlGenerator;

/**
 * Writes elements as the contract's XML documents, with Jackson's streaming generator: an
 * object mapper costs more than the rest of a request. Any thread.
 */
public final class Xml {

	private static final int USUAL_LENGTH = 512;

	private static final XmlFactory FACTORY = factory();

	private Xml() {
	}

	/**
	 * Returns the document: declaration and element, in UTF-8.
	 * @throws IllegalArgumentException for a character that XML does not have
	 */
	public static byte[] document(XmlElement element) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_LENGTH);
		try (ToXmlGenerator xml = (ToXmlGenerator) FACTORY.createGenerator(ObjectWriteContext.empty(), bytes,
				JsonEncoding.UTF8)) {
			xml.initGenerator();
			xml.setNextName(new QName(element.name()));
			write(element, xml);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("not an XML document: " + ex.getOriginalMessage(), ex);
		}
		return bytes.toByteArray();
	}

	private static XmlFactory factory() {
		WstxOutputFactory output = new WstxOutputFactory();
		// The document has double quotes in the declaration; Woodstox's own are single.
		output.setProperty(WstxOutputProperties.P_USE_DOUBLE_QUOTES_IN_XML_DECL, true);
		return XmlFactory.builder()
			.xmlInputFactory(new WstxInputFactory())
			.xmlOutputFactory(output)
			.enable(XmlWriteFeature.WRITE_XML_DECLARATION)
			.build();
	}

	private static void write(XmlElement element, ToXmlGenerator xml) {
		xml.writeStartObject();
		xml.setNextIsAttribute(true);
		for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
			xml.writeName(attribute.getKey());
			xml.setNextName(new QName(attribute.getKey()));
			xml.writeString(attribute.getValue());
		}
		xml.setNextIsAttribute(false);
		if (element.text() != null) {
			xml.setNextIsUnwrapped(true);
			xml.writeName("text");
			xml.writeString(element.text());
			xml.setNextIsUnwrapped(false);
		}
		for (XmlElement child : element.children()) {
			xml.writeName(child.name());
			xml.setNextName(new QName(child.name()));
			write(child, xml);
		}
		xml.writeEndObject();
	}

}
