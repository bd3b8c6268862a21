package org.camerad.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * ONVIF's own schemas, which are not part of the project: in the folder that the variable
 * {@code ONVIF_SCHEMAS} names, or in {@code shared/onvif} beside the clone.
 */
final class OnvifSchemas {

	private static final String XSD = XMLConstants.W3C_XML_SCHEMA_NS_URI;

	private static final List<String> WSDLS = List.of("ver10/device/wsdl/devicemgmt.wsdl",
			"ver10/media/wsdl/media.wsdl", "ver20/media/wsdl/media.wsdl", "ver20/ptz/wsdl/ptz.wsdl",
			"ver20/imaging/wsdl/imaging.wsdl", "ver10/deviceio.wsdl", "ver20/analytics/wsdl/analytics.wsdl",
			"ver10/events/wsdl/event.wsdl");

	/** Schemas of others that ONVIF's import, as far as responses need them. */
	private static final Map<String, String> IMPORTED = Map.of("http://www.w3.org/2005/05/xmlmime",
			"<xs:attribute name='contentType' type='xs:string'/>", "http://www.w3.org/2004/08/xop/include",
			"<xs:element name='Include'/>", "http://docs.oasis-open.org/wsn/b-2", notification(),
			"http://www.w3.org/2003/05/soap-envelope", any("Envelope") + any("Fault"),
			"http://docs.oasis-open.org/wsn/t-1", "<xs:element name='TopicSet'>" + content() + "</xs:element>",
			"http://www.w3.org/2005/08/addressing",
			"<xs:complexType name='EndpointReferenceType'><xs:sequence><xs:element name='Address' type='xs:anyURI'/>"
					+ "</xs:sequence></xs:complexType>");

	private final Path folder;

	private OnvifSchemas(Path folder) {
		this.folder = folder;
	}

	/** Returns the schemas, empty in a clone without them. */
	private static Optional<OnvifSchemas> find() {
		return Stream
			.of(Optional.ofNullable(System.getenv("ONVIF_SCHEMAS")).map(Path::of).orElse(Path.of("none")),
					Path.of("../../shared/onvif"), Path.of("../../../shared/onvif"))
			.map((folder) -> folder.resolve("wsdl"))
			.filter(Files::isDirectory)
			.map(OnvifSchemas::new)
			.findFirst();
	}

	/** Returns the schemas, or skips the test in a clone without them. */
	static OnvifSchemas require() {
		Optional<OnvifSchemas> schemas = find();
		assumeThat(schemas).as("no schemas of ONVIF: set ONVIF_SCHEMAS to a folder with wsdl/").isPresent();
		return schemas.orElseThrow();
	}

	/** Returns the element in the body of a response. */
	static Element body(RawResponse answer) throws SAXException, IOException, ParserConfigurationException {
		DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
		factory.setNamespaceAware(true);
		Node body = factory.newDocumentBuilder()
			.parse(new ByteArrayInputStream(answer.body()))
			.getElementsByTagNameNS("http://www.w3.org/2003/05/soap-envelope", "Body")
			.item(0);
		return (Element) body.getFirstChild();
	}

	private static String any(String type) {
		return content().replace("<xs:complexType>", "<xs:complexType name='" + type + "'>").replace("lax", "skip");
	}

	/** Any elements; those that are declared are checked. */
	private static String content() {
		return "<xs:complexType><xs:sequence><xs:any namespace='##any' minOccurs='0' maxOccurs='unbounded'"
				+ " processContents='lax'/></xs:sequence></xs:complexType>";
	}

	/** WS-BaseNotification, as far as the camera uses it. */
	private static String notification() {
		String time = "<xs:element name='%s' type='xs:dateTime'/>";
		String message = "<xs:element name='Topic'>"
				+ content()
					.replace("</xs:sequence>",
							"</xs:sequence><xs:attribute name='Dialect' type='xs:anyURI' use='required'/>")
					.replace("<xs:complexType>", "<xs:complexType mixed='true'>")
				+ "</xs:element>" + "<xs:element name='Message'>" + content() + "</xs:element>";
		return any("FilterType") + "<xs:complexType name='AbsoluteOrRelativeTimeType'><xs:simpleContent>"
				+ "<xs:extension base='xs:string'/></xs:simpleContent></xs:complexType>"
				+ "<xs:element name='FixedTopicSet' type='xs:boolean'/>"
				+ "<xs:element name='TopicExpressionDialect' type='xs:anyURI'/>" + String.format(time, "CurrentTime")
				+ String.format(time, "TerminationTime")
				+ "<xs:complexType name='NotificationMessageHolderType'><xs:sequence>" + message
				+ "</xs:sequence></xs:complexType><xs:element name='NotificationMessage' type='NotificationMessageHolderType'/>"
				+ "<xs:element name='RenewResponse'><xs:complexType><xs:sequence>"
				+ "<xs:element ref='TerminationTime'/><xs:element ref='CurrentTime'/></xs:sequence></xs:complexType>"
				+ "</xs:element><xs:element name='UnsubscribeResponse'><xs:complexType/></xs:element>"
				+ "<xs:element name='SubscribeResponse'>" + content() + "</xs:element>";
	}

	/** Returns the folder of the WSDLs. */
	Path folder() {
		return this.folder.toAbsolutePath();
	}

	/** Returns the schema of all services. */
	Schema schema() throws IOException, SAXException, ParserConfigurationException, TransformerException {
		SchemaFactory factory = SchemaFactory.newInstance(XSD);
		factory.setFeature("http://apache.org/xml/features/validation/schema-full-checking", false);
		// The namespace of ONVIF's own schema has several files.
		factory.setFeature("http://apache.org/xml/features/honour-all-schemaLocations", true);
		factory.setResourceResolver((type, namespace, publicId, systemId, base) -> imported(namespace, systemId));
		List<Source> sources = new ArrayList<>();
		for (String wsdl : WSDLS) {
			sources.add(types(this.folder.resolve(wsdl)));
		}
		return factory.newSchema(sources.toArray(Source[]::new));
	}

	/** Returns the names of a service's operations, with the prefix of its requests. */
	List<String> operations(String prefix, String wsdl) throws IOException, SAXException, ParserConfigurationException {
		NodeList nodes = parse(this.folder.resolve(wsdl)).getElementsByTagNameNS("http://schemas.xmlsoap.org/wsdl/",
				"operation");
		List<String> operations = new ArrayList<>();
		for (int i = 0; i < nodes.getLength(); i++) {
			if (nodes.item(i).getParentNode().getLocalName().equals("portType")) {
				operations.add(prefix + ":" + ((Element) nodes.item(i)).getAttribute("name"));
			}
		}
		return operations;
	}

	private static Document parse(Path file) throws IOException, SAXException, ParserConfigurationException {
		DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
		factory.setNamespaceAware(true);
		return factory.newDocumentBuilder().parse(file.toFile());
	}

	/** Returns the schema in a WSDL, with the prefixes of the WSDL. */
	private static Source types(Path wsdl)
			throws IOException, SAXException, ParserConfigurationException, TransformerException {
		Document document = parse(wsdl);
		Element schema = (Element) document.getElementsByTagNameNS(XSD, "schema").item(0);
		NamedNodeMap declared = document.getDocumentElement().getAttributes();
		for (int i = 0; i < declared.getLength(); i++) {
			Node attribute = declared.item(i);
			if (attribute.getNodeName().startsWith("xmlns:") && !schema.hasAttribute(attribute.getNodeName())) {
				schema.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, attribute.getNodeName(),
						attribute.getNodeValue());
			}
		}
		StringWriter text = new StringWriter();
		TransformerFactory.newInstance().newTransformer().transform(new DOMSource(schema), new StreamResult(text));
		return new StreamSource(new StringReader(text.toString()), wsdl.toUri().toString());
	}

	private static LSInput imported(String namespace, String systemId) {
		String content = IMPORTED.get(String.valueOf(namespace));
		return (content == null) ? null : new TextInput(systemId, "<xs:schema xmlns:xs='" + XSD + "' targetNamespace='"
				+ namespace + "' xmlns='" + namespace + "' elementFormDefault='qualified'>" + content + "</xs:schema>");
	}

	/** A schema in memory. */
	private record TextInput(String systemId, String text) implements LSInput {

		@Override
		public java.io.Reader getCharacterStream() {
			return new StringReader(this.text);
		}

		@Override
		public void setCharacterStream(java.io.Reader stream) {
		}

		@Override
		public java.io.InputStream getByteStream() {
			return null;
		}

		@Override
		public void setByteStream(java.io.InputStream stream) {
		}

		@Override
		public String getStringData() {
			return this.text;
		}

		@Override
		public void setStringData(String data) {
		}

		@Override
		public String getSystemId() {
			return this.systemId;
		}

		@Override
		public void setSystemId(String id) {
		}

		@Override
		public String getPublicId() {
			return null;
		}

		@Override
		public void setPublicId(String id) {
		}

		@Override
		public String getBaseURI() {
			return null;
		}

		@Override
		public void setBaseURI(String uri) {
		}

		@Override
		public String getEncoding() {
			return null;
		}

		@Override
		public void setEncoding(String encoding) {
		}

		@Override
		public boolean getCertifiedText() {
			return false;
		}

		@Override
		public void setCertifiedText(boolean certified) {
		}

	}

}
