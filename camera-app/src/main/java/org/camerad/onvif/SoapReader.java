package org.camerad.onvif;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import org.codehaus.stax2.XMLInputFactory2;

/**
 * A reader of SOAP 1.2 envelopes. It accepts no document type, no entities of its own and
 * no processing instruction, and limits depth, elements, attributes and text. Any thread.
 */
final class SoapReader {

	private static final int MAX_DEPTH = 32;

	private static final int MAX_ELEMENTS = 4096;

	private static final int MAX_ATTRIBUTES = 64;

	private static final int MAX_ATTRIBUTE_LENGTH = 8192;

	private static final int MAX_TEXT_LENGTH = 65536;

	private static final XMLInputFactory FACTORY = factory();

	private SoapReader() {
	}

	private static XMLInputFactory factory() {
		WstxInputFactory factory = new WstxInputFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		factory.setProperty(XMLInputFactory.IS_COALESCING, true);
		// Otherwise a text beyond the limit fails later, with another kind of exception.
		factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
		// The names that clients invent must not stay in memory.
		factory.setProperty(XMLInputFactory2.P_INTERN_NAMES, false);
		factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
		factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, (long) MAX_ELEMENTS);
		factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
		factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, MAX_ATTRIBUTE_LENGTH);
		factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, MAX_TEXT_LENGTH);
		return factory;
	}

	/**
	 * Returns the root element of a document.
	 * @throws SoapFault {@code ter:WellFormed} for a document that is no XML or too
	 * complex
	 * @throws IOException when the document cannot be read
	 */
	static SoapElement read(InputStream document) throws IOException {
		try {
			XMLStreamReader xml = FACTORY.createXMLStreamReader(document);
			try {
				return root(xml);
			}
			finally {
				xml.close();
			}
		}
		catch (XMLStreamException ex) {
			if (ex.getNestedException() instanceof IOException failure
					&& !(failure instanceof java.io.CharConversionException)) {
				throw failure;
			}
			throw SoapFault.notWellFormed("the request is no well-formed XML, or too complex");
		}
	}

	private static SoapElement root(XMLStreamReader xml) throws XMLStreamException {
		SoapElement root = null;
		while (xml.hasNext()) {
			int event = next(xml);
			if (event == XMLStreamConstants.START_ELEMENT) {
				root = element(xml, SoapPrefixes.NONE);
			}
		}
		if (root == null) {
			throw SoapFault.notWellFormed("the request is empty");
		}
		return root;
	}

	private static int next(XMLStreamReader xml) throws XMLStreamException {
		int event = xml.next();
		switch (event) {
			case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.ENTITY_DECLARATION,
					XMLStreamConstants.PROCESSING_INSTRUCTION ->
				throw SoapFault.notWellFormed("SOAP has no document types, entities and processing instructions");
			default -> {
				return event;
			}
		}
	}

	private static SoapElement element(XMLStreamReader xml, SoapPrefixes outer) throws XMLStreamException {
		String namespace = text(xml.getNamespaceURI());
		String name = xml.getLocalName();
		Map<String, String> attributes = attributes(xml);
		SoapPrefixes prefixes = outer.with(declared(xml));
		List<SoapElement> children = new ArrayList<>();
		StringBuilder text = new StringBuilder();
		int event = next(xml);
		while (event != XMLStreamConstants.END_ELEMENT) {
			if (event == XMLStreamConstants.START_ELEMENT) {
				children.add(element(xml, prefixes));
			}
			else if (xml.hasText() && event != XMLStreamConstants.COMMENT) {
				text.append(xml.getText());
			}
			event = next(xml);
		}
		return new SoapElement(namespace, name, attributes, prefixes, text.toString(), List.copyOf(children));
	}

	private static Map<String, String> attributes(XMLStreamReader xml) {
		Map<String, String> attributes = new HashMap<>();
		for (int i = 0; i < xml.getAttributeCount(); i++) {
			attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
		}
		return Map.copyOf(attributes);
	}

	private static Map<String, String> declared(XMLStreamReader xml) {
		Map<String, String> declared = new HashMap<>();
		for (int i = 0; i < xml.getNamespaceCount(); i++) {
			declared.put(text(xml.getNamespacePrefix(i)), text(xml.getNamespaceURI(i)));
		}
		return declared;
	}

	private static String text(@org.jspecify.annotations.Nullable String text) {
		return (text == null) ? "" : text;
	}

}
