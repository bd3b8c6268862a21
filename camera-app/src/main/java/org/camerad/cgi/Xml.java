package org.camerad.cgi;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.xml.namespace.QName;

import com.ctc.wstx.api.WstxOutputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.stax.WstxOutputFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.dataformat.xml.XmlFactory;
import tools.jackson.dataformat.xml.XmlMapper;
import tools.jackson.dataformat.xml.XmlWriteFeature;
import tools.jackson.dataformat.xml.ser.ToXmlGenerator;

/** Writes elements as the contract's XML documents. Any thread. */
public final class Xml {

	private static final XmlMapper MAPPER = mapper();

	// The names are the contract's, so this cannot grow with what clients send.
	private static final Map<String, ObjectWriter> WRITERS = new ConcurrentHashMap<>();

	private Xml() {
	}

	/** The document: declaration and element, in UTF-8. */
	public static byte[] document(XmlElement element) {
		return WRITERS.computeIfAbsent(element.name(), (name) -> MAPPER.writer().withRootName(name))
			.writeValueAsBytes(element);
	}

	private static XmlMapper mapper() {
		WstxOutputFactory output = new WstxOutputFactory();
		// The document has double quotes in the declaration; Woodstox's own are single.
		output.setProperty(WstxOutputProperties.P_USE_DOUBLE_QUOTES_IN_XML_DECL, true);
		return XmlMapper.builder(new XmlFactory(new WstxInputFactory(), output))
			.enable(XmlWriteFeature.WRITE_XML_DECLARATION)
			.addModule(new SimpleModule().addSerializer(XmlElement.class, new ElementSerializer()))
			.build();
	}

	private static final class ElementSerializer extends StdSerializer<XmlElement> {

		ElementSerializer() {
			super(XmlElement.class);
		}

		@Override
		public void serialize(XmlElement element, JsonGenerator generator, SerializationContext context) {
			write(element, (ToXmlGenerator) generator);
		}

		private static void write(XmlElement element, ToXmlGenerator xml) {
			xml.writeStartObject();
			xml.setNextIsAttribute(true);
			element.attributes().forEach((name, value) -> {
				xml.writeName(name);
				xml.setNextName(new QName(name));
				xml.writeString(value);
			});
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

}
