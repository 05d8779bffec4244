"""Does over OPC UA what a test asks for, with asyncua: sessions as JSON on standard input, their results on standard output.

    [{"user": "meter", "password": "secret", "do": [["read", ["station.supply"]], …]}, …]

What fails has the name of its status code as result. With "mode" a session is secured, with a certificate that is made in the
directory "own" if it is not there.
"""

import asyncio
import json
import sys
from pathlib import Path

from asyncua import Client, ua
from asyncua.crypto.cert_gen import setup_self_signed_certificate
from asyncua.crypto.security_policies import SecurityPolicyBasic256Sha256
from cryptography.x509.oid import ExtendedKeyUsageOID

NAMESPACE = 2
PATIENCE_S = 20


def node_id(name):
    return ua.NodeId(name, NAMESPACE)


def variant(kind, value):
    return ua.Variant(value, ua.VariantType[kind])


def read_back(value):
    stamp = value.SourceTimestamp
    return {
        "value": value.Value.Value if value.Value else None,
        "type": value.Value.VariantType.name if value.Value else "Null",
        "status": value.StatusCode.name,
        "unix_ms": round(stamp.replace(tzinfo=stamp.tzinfo or ua.timezone.utc).timestamp() * 1000) if stamp else None,
    }


class Session:
    def __init__(self, client):
        self.client, self.told, self.subscription = client, {}, None

    async def do(self, what, *arguments):
        try:
            return await getattr(self, what)(*arguments)
        except ua.UaStatusCodeError as error:
            return type(error).__name__

    async def read(self, names, attribute="Value"):
        values = await self.client.uaclient.read_attributes([node_id(n) for n in names], ua.AttributeIds[attribute])
        return [read_back(value) for value in values]

    async def texts(self, names, attribute):
        values = await self.client.uaclient.read_attributes([node_id(n) for n in names], ua.AttributeIds[attribute])
        return [[value.Value.Value.Locale, value.Value.Value.Text] for value in values]

    async def property(self, name, of):
        value = await self.client.get_node(node_id(f"{of}.{name}")).read_value()
        if name == "EngineeringUnits":
            return value.DisplayName.Text
        return [[meaning.Value, meaning.DisplayName.Text, meaning.Description.Text] for meaning in value]

    async def namespace(self):
        return (await self.client.get_namespace_array())[NAMESPACE]

    async def browse(self):
        """All variables below the station's objects, as a client finds them."""
        found, objects = [], [self.client.nodes.objects]
        while objects:
            for node in await objects.pop().get_children():
                kind = await node.read_node_class()
                if node.nodeid.NamespaceIndex == NAMESPACE and kind == ua.NodeClass.Variable:
                    found.append(node.nodeid.Identifier)
                elif node.nodeid.NamespaceIndex == NAMESPACE and kind == ua.NodeClass.Object:
                    objects.append(node)
        return sorted(found)

    async def write(self, writes):
        """Each is a name, a type, a value, and perhaps a status, an attribute, an index range."""
        asked = []
        for name, kind, value, *rest in writes:
            status, attribute, index = rest + ["Good", "Value", None][len(rest):]
            data = ua.DataValue(variant(kind, value), StatusCode=ua.StatusCode(getattr(ua.StatusCodes, status)))
            asked.append(ua.WriteValue(node_id(name), ua.AttributeIds[attribute], index, data))
        done = await self.client.uaclient.write(ua.WriteParameters(NodesToWrite=asked))
        return [status.name for status in done]

    async def call(self, arguments):
        asked = ua.CallMethodRequest(ObjectId=node_id("station"), MethodId=node_id("station.command"),
                                     InputArguments=[variant(*argument) for argument in arguments])
        (result,) = await self.client.uaclient.call([asked])
        return [result.StatusCode.name, [status.name for status in result.InputArgumentResults or []]]

    async def arguments(self):
        value = await self.client.get_node(node_id("station.command.arguments")).read_value()
        return [[argument.Name, argument.DataType.Identifier] for argument in value]

    async def subscribe(self, names):
        self.subscription = await self.client.create_subscription(100, self)
        await self.subscription.subscribe_data_change([self.client.get_node(node_id(name)) for name in names])

    def datachange_notification(self, node, value, data):
        self.told.setdefault(node.nodeid.Identifier, []).append(value)

    async def until(self, name, value):
        for _ in range(PATIENCE_S * 20):
            if value in self.told.get(name, []):
                return True
            await asyncio.sleep(0.05)
        return self.told.get(name)


async def secure(client, own, mode):
    own.mkdir(exist_ok=True)
    key, certificate = own / "key.pem", own / "certificate.der"
    await setup_self_signed_certificate(key, certificate, client.application_uri, "client",
                                        [ExtendedKeyUsageOID.CLIENT_AUTH], {"commonName": "a client"})
    await client.set_security(SecurityPolicyBasic256Sha256, str(certificate), str(key),
                              mode=ua.MessageSecurityMode[mode])


async def serve(url, session):
    client = Client(url, timeout=PATIENCE_S)
    if session.get("user"):
        client.set_user(session["user"])
        client.set_password(session["password"])
    try:
        if session.get("mode"):
            await secure(client, Path(session["own"]), session["mode"])
        async with client:
            own = Session(client)
            return [await own.do(*what) for what in session["do"]]
    except ua.UaError as error:
        return type(error).__name__


async def main():
    sessions = json.load(sys.stdin)
    json.dump([await serve(sys.argv[1], session) for session in sessions], sys.stdout)


asyncio.run(main())
