package org.camerad.onvif;

import java.util.LinkedHashMap;
import java.util.Map;

/** The XML namespaces of requests and responses, and the prefixes of responses. */
final class Names {

	static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";

	static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";

	static final String ADDRESSING = "http://www.w3.org/2005/08/addressing";

	/** The draft that some clients and WS-Discovery use. */
	static final String ADDRESSING_2004 = "http://schemas.xmlsoap.org/ws/2004/08/addressing";

	static final String DISCOVERY = "http://schemas.xmlsoap.org/ws/2005/04/discovery";

	static final String SECURITY = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

	static final String SCHEMA = "http://www.onvif.org/ver10/schema";

	static final String DEVICE = "http://www.onvif.org/ver10/device/wsdl";

	static final String MEDIA = "http://www.onvif.org/ver10/media/wsdl";

	static final String MEDIA2 = "http://www.onvif.org/ver20/media/wsdl";

	static final String PTZ = "http://www.onvif.org/ver20/ptz/wsdl";

	static final String IMAGING = "http://www.onvif.org/ver20/imaging/wsdl";

	static final String EVENTS = "http://www.onvif.org/ver10/events/wsdl";

	static final String ANALYTICS = "http://www.onvif.org/ver20/analytics/wsdl";

	static final String DEVICE_IO = "http://www.onvif.org/ver10/deviceIO/wsdl";

	static final String NOTIFICATION = "http://docs.oasis-open.org/wsn/b-2";

	static final String TOPICS = "http://www.onvif.org/ver10/topics";

	private static final Map<String, String> PREFIXES = prefixes();

	private Names() {
	}

	private static Map<String, String> prefixes() {
		Map<String, String> prefixes = new LinkedHashMap<>();
		prefixes.put("env", SOAP);
		prefixes.put("wsa", ADDRESSING);
		prefixes.put("ter", "http://www.onvif.org/ver10/error");
		prefixes.put("tt", SCHEMA);
		prefixes.put("tds", DEVICE);
		prefixes.put("trt", MEDIA);
		prefixes.put("tr2", MEDIA2);
		prefixes.put("tptz", PTZ);
		prefixes.put("timg", IMAGING);
		prefixes.put("tev", EVENTS);
		prefixes.put("tan", ANALYTICS);
		prefixes.put("tmd", DEVICE_IO);
		prefixes.put("wsnt", NOTIFICATION);
		prefixes.put("wstop", "http://docs.oasis-open.org/wsn/t-1");
		prefixes.put("wsrf-bf", "http://docs.oasis-open.org/wsrf/bf-2");
		prefixes.put("wsrf-r", "http://docs.oasis-open.org/wsrf/r-2");
		prefixes.put("tns1", TOPICS);
		prefixes.put("xs", "http://www.w3.org/2001/XMLSchema");
		return prefixes;
	}

	/** Returns the namespace of each prefix that responses declare. */
	static Map<String, String> declared() {
		return PREFIXES;
	}

}
