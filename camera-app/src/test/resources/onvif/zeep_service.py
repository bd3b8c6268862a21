# Creates clients of a camera's services by zeep, from ONVIF's own WSDLs. Zeep parses responses strictly.
import sys

from zeep import Client
from zeep.transports import Transport
from zeep.wsse.username import UsernameToken

FOLDER, PORT, USER, PASSWORD = sys.argv[1:5]
ANY = '<xs:complexType name="{}"><xs:sequence><xs:any namespace="##any" minOccurs="0" maxOccurs="unbounded" processContents="skip"/></xs:sequence></xs:complexType>'
# Schemas of others, as far as these services need them.
IMPORTED = {
    'xmlmime': ('http://www.w3.org/2005/05/xmlmime', '<xs:attribute name="contentType" type="xs:string"/>'),
    'soap-envelope': ('http://www.w3.org/2003/05/soap-envelope', ANY.format('Envelope') + ANY.format('Fault')),
    'b-2.xsd': ('http://docs.oasis-open.org/wsn/b-2',
                ANY.format('FilterType') + ANY.format('NotificationMessageHolderType')),
    'include': ('http://www.w3.org/2004/08/xop/include', '<xs:element name="Include"/>'),
}


class Offline(Transport):
    def load(self, url):
        for end, (namespace, content) in IMPORTED.items():
            if url.endswith(end):
                return ('<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="%s">%s</xs:schema>'
                        % (namespace, content)).encode()
        return super().load(url)


def service(wsdl, binding, path):
    client = Client(FOLDER + '/' + wsdl, wsse=UsernameToken(USER, PASSWORD, use_digest=True), transport=Offline())
    return client.create_service(binding, 'http://127.0.0.1:%s/onvif/%s' % (PORT, path))
