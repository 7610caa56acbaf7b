#include "relay/audit/bundle.h"

#include <algorithm>

#include "relay/audit/chain.h"
#include "relay/audit/seals.h"
#include "relay/audit/tar.h"
#include "relay/catalog/audit.h"
#include "relay/crypto/sha256.h"
#include "relay/crypto/signature.h"

namespace relay::audit {
namespace {

using policy::Refused;

constexpr std::int64_t kLinesAtOnce = 1'000;

constexpr const char* kVerify =
    R"sh(# Is this the audit of that relay, and all of it from its first row here to its last?
#
# 'sh VERIFY.txt' in the folder of these files tells; it needs openssl and nothing else. It cannot
# tell whose key signer.pem is: compare the first line that it prints with the signer that the relay
# shows ('sluice status'), or that you have noted before. Where an earlier head was kept, in a
# journal or on paper, it must stand in the chain: 'sh VERIFY.txt HEAD', with NUMBER:CHAIN for HEAD.
set -eu
seen=${1:-}

sha256() { openssl dgst -sha256 -r | cut -c1-64; }
of() { sed -n "s/^$1 //p" MANIFEST; }

echo "signer sha256:$(openssl pkey -pubin -in signer.pem -outform DER | sha256)"
openssl dgst -sha256 -verify signer.pem -signature MANIFEST.sig MANIFEST
test "$(sha256 <audit.jsonl)" = "$(of lines)" ||
  { echo 'audit.jsonl is not what was signed'; exit 1; }

# Each link is the SHA-256 of the one before, a line feed and the line of a row.
number=$(($(of from) - 1))
link=$(of before)
if [ "$number" = 0 ]; then
  test "$link" = "$(printf 'sluice-audit-v1\n' | sha256)" ||
    { echo 'the chain does not begin where every audit begins'; exit 1; }
fi
met=${seen:+no}
[ "$seen" != "$number:$link" ] || met=yes
while IFS= read -r line; do
  number=$((number + 1))
  link=$(printf '%s\n%s\n' "$link" "$line" | sha256)
  [ "$seen" != "$number:$link" ] || met=yes
done <audit.jsonl
test "$number:$link" = "$(of head)" || { echo 'the chain does not hold'; exit 1; }
[ "$met" != no ] || { echo "the head $seen is not in this chain"; exit 1; }
echo "the chain holds, from row $(of from) to the head $number:$link"
)sh";

/// Lines in their chain, as far as they are what was sealed.
struct Lines {
  Head head{};
  std::string text{};
};

std::string unlike_seal(std::int64_t number) {
  return "row " + std::to_string(number) +
         " of the audit is not what was sealed, so nothing is signed; 'sluice audit verify' tells "
         "more";
}

policy::Result<Head, std::string> head_before(db::Connection& db, std::int64_t from) {
  if (from == 1) return no_rows();
  const auto found = seals(db, from - 1, 1);
  if (found.empty() || found.front().head.number != from - 1) return Refused{unlike_seal(from - 1)};
  return found.front().head;
}

/// Adds the next ones; or says which does not fit.
std::string add_some(Lines& lines, db::Connection& db, std::int64_t count) {
  const auto most = static_cast<std::size_t>(count);
  const auto rows = catalog::audit_rows_from(db, lines.head.number + 1, most);
  const auto sealed = seals(db, lines.head.number + 1, most);
  for (std::size_t i = 0; i < most; ++i) {
    const std::int64_t number = lines.head.number + 1;
    if (i >= rows.size() || i >= sealed.size()) return unlike_seal(number);
    const std::string text = line(rows[i]);
    const Head head{number, link(lines.head.chain, text)};
    if (rows[i].number != number || sealed[i].head != head) return unlike_seal(number);
    lines.head = head;
    lines.text += text;
  }
  return {};
}

std::string manifest(const BundleAsk& ask, std::int64_t last, const Head& before,
                     const Lines& lines) {
  return "sluice-audit-bundle v1\nfrom " + std::to_string(ask.from) + "\nto " +
         std::to_string(lines.head.number) + "\nlast " + std::to_string(last) + "\nbefore " +
         before.chain.hex() + "\nhead " + lines.head.text() + "\nlines " +
         crypto::sha256(lines.text).hex() + "\nat " + policy::rfc3339(ask.at) + "\nby " + ask.by +
         "\nrelay " + ask.relay + "\n";
}

}  // namespace

policy::Result<Bundle, std::string> bundle(db::Database& state, std::string_view signing_key,
                                           const BundleAsk& ask) {
  const auto last = state.read([](db::Connection& db) { return last_seal(db); });
  const std::int64_t end = last ? last->head.number : 0;
  if (ask.from > end) {
    return Refused{"there is no row " + std::to_string(ask.from) + "; the last one is row " +
                   std::to_string(end)};
  }
  const auto before = state.read([&](db::Connection& db) { return head_before(db, ask.from); });
  if (!before) return Refused{before.error()};
  Lines lines{.head = *before};
  while (lines.head.number < end && lines.text.size() < ask.bytes) {
    const auto refused = state.read([&](db::Connection& db) {
      return add_some(lines, db, std::min(kLinesAtOnce, end - lines.head.number));
    });
    if (!refused.empty()) return Refused{refused};
  }
  const std::string text = manifest(ask, end, *before, lines);
  Tar tar{ask.at};
  tar.add("MANIFEST", text);
  tar.add("MANIFEST.sig", crypto::sign(signing_key, text));
  tar.add("signer.pem", crypto::public_key(signing_key));
  tar.add("VERIFY.txt", kVerify);
  tar.add("audit.jsonl", lines.text);
  return Bundle{.from = ask.from, .to = lines.head, .tar = std::move(tar).take()};
}

}  // namespace relay::audit
