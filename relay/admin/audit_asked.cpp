#include "relay/admin/audit_asked.h"

#include "relay/admin/answers.h"
#include "relay/crypto/sha256.h"

namespace relay::admin {
namespace {

using json::Value;

Value trouble_or_null(const std::optional<audit::Trouble>& trouble) {
  if (!trouble) return {};
  return Value::Record{
      {"kind", word(trouble->kind)}, {"row", trouble->row}, {"sentence", trouble->sentence}};
}

/// What an audit was found to be, for people.
std::string found_to_be(const audit::Verified& verified) {
  if (verified.trouble) return verified.trouble->sentence;
  if (verified.to.number == 0) return "nothing is recorded yet";
  return "every row fits, from 1 to " + std::to_string(verified.to.number);
}

}  // namespace

Value describe_audit(const Parts& parts) {
  const audit::Head head = parts.audit.head();
  return Value::Record{{"head", head.number == 0 ? Value{} : Value{head.text()}},
                       {"signer", parts.audit.signer},
                       {"trouble", trouble_or_null(parts.audit.trouble())}};
}

http::Response get_audit_heads(const Parts& parts, const Call&) {
  return ok(describe_audit(parts));
}

http::Response get_audit_verify(const Parts& parts, const Call& call) {
  std::vector<audit::Head> kept;
  if (const auto since = call.request.parameter("since")) {
    const auto head = audit::Head::parse(*since);
    if (!head) {
      return bad_request(
          "bad-since", "'since' is a head: the number of a row, a colon and 64 hexadecimal digits");
    }
    kept.push_back(*head);
  }
  const audit::Verified verified = parts.audit.verify(kept, deed_of(call, ""));
  return ok(Value::Record{{"head", verified.to.text()},
                          {"sentence", found_to_be(verified)},
                          {"trouble", trouble_or_null(verified.trouble)}});
}

http::Response get_audit_export(const Parts& parts, const Call& call) {
  const auto from = number_named(call.request, "from");
  if (!from) return from.error();
  auto made = parts.audit.export_rows({.from = from->value_or(1),
                                       .by = person_of(call),
                                       .at = call.request.now,
                                       .relay = parts.version});
  if (!made) return conflict(made.error());
  parts.state.write([&](db::Transaction& tx) {
    catalog::record(
        tx, deed_of(call, ""),
        {.action = "audit exported",
         .subject = "rows " + std::to_string(made->from) + " to " + std::to_string(made->to.number),
         .object = crypto::sha256(made->tar)});
  });
  return {.status = 200,
          .fields = {{"Content-Type", "application/x-tar"}},
          .body = std::move(made->tar)};
}

}  // namespace relay::admin
