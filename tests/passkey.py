"""A device that makes passkeys and shows them, as a browser would hand its answers on."""

import hashlib
import json
import os
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

PRESENT, VERIFIED, NEW_CREDENTIAL = 1, 4, 64


class Device:
    """Holds one key, on a site that it believes to be at `origin`."""

    def __init__(self, origin: str = "http://localhost", host: str = "localhost") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.credential_id = os.urandom(16)
        self.origin, self.host = origin, host

    def make(self, options: dict[str, Any]) -> str:
        """Answers a page that asks for a new passkey."""
        public = cbor.encode(ES256.from_cryptography_key(self.key.public_key()))
        size = len(self.credential_id).to_bytes(2, "big")
        known = (
            self._seen(PRESENT | VERIFIED | NEW_CREDENTIAL) + bytes(16) + size + self.credential_id + public
        )
        statement = cbor.encode({"fmt": "none", "attStmt": {}, "authData": known})
        client = self._client("webauthn.create", options)
        return self._answer({"clientDataJSON": client, "attestationObject": statement})

    def show(self, options: dict[str, Any]) -> str:
        """Answers a page that asks for a passkey that it knows."""
        seen, client = self._seen(PRESENT | VERIFIED), self._client("webauthn.get", options)
        signature = self.key.sign(seen + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer({"clientDataJSON": client, "authenticatorData": seen, "signature": signature})

    def _seen(self, flags: int) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + bytes(4)

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        told = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(told).encode()

    def _answer(self, response: dict[str, bytes]) -> str:
        name = websafe_encode(self.credential_id)
        told = {key: websafe_encode(value) for key, value in response.items()}
        return json.dumps(
            {"id": name, "rawId": name, "type": "public-key", "response": told, "clientExtensionResults": {}}
        )
