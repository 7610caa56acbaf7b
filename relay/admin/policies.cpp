#include "relay/admin/policies.h"

#include <algorithm>
#include <utility>

#include "policy/difference.h"
#include "policy/require.h"
#include "relay/admin/answers.h"
#include "relay/admin/policy_check.h"
#include "relay/admin/slice.h"
#include "relay/catalog/policy_files.h"
#include "relay/catalog/proposals.h"
#include "relay/catalog/revisions.h"

namespace relay::admin {
namespace {

using json::Value;
using policy::Refused;

Value::Record describe_revision(db::Connection& db, const catalog::RevisionTitle& revision) {
  return {{"number", revision.number}, {"digest", revision.digest},
          {"at", revision.at},         {"actor", revision.by},
          {"reason", revision.reason}, {"file", catalog::file_of_revision(db, revision.number)}};
}

catalog::RevisionTitle title_of(db::Connection& db, std::int64_t number) {
  auto found = catalog::revisions(db, number + 1, 1);
  policy::require(!found.empty() && found.front().number == number,
                  "a revision that is named is recorded");
  return std::move(found.front());
}

Value::Record describe_proposal(const catalog::PolicyProposal& row) {
  return {{"number", row.number},
          {"at", row.at},
          {"actor", row.by},
          {"reason", row.reason},
          {"digest", row.proposed.digest},
          {"base", row.proposed.base}};
}

http::Response no_revision(std::int64_t number, std::int64_t newest) {
  return not_found("unknown-revision", "there is no revision " + std::to_string(number) +
                                           "; the newest is " + std::to_string(newest));
}

/// The text of a revision, and what it says as things are today.
struct Read {
  std::string text{};
  policy::Document document{};
};
using OrAnswer = policy::Result<Read, http::Response>;

OrAnswer read_revision(const Parts& parts, const Call& call, std::int64_t number) {
  const auto row =
      parts.state.read([&](db::Connection& db) { return catalog::revision(db, number); });
  if (!row) return Refused{no_revision(number, call.revision.number)};
  auto read = parts.policies.read(row->text);
  if (read.document) return Read{row->text, *std::move(read.document)};
  const auto is_error = [](const TextProblem& one) {
    return one.severity == TextProblem::Severity::Error;
  };
  const auto first = std::ranges::find_if(read.problems, is_error);
  policy::require(first != read.problems.end(), "a text that says nothing has a problem");
  return Refused{conflict("revision " + std::to_string(number) + " does not check any more: line " +
                          std::to_string(first->line) + ": " + first->sentence)};
}

}  // namespace

http::Response get_revisions(const Parts& parts, const Call& call) {
  const auto slice = numbered_slice_named(call);
  if (!slice) return slice.error();
  return ok(parts.state.read([&](db::Connection& db) {
    auto rows = catalog::revisions(db, slice->below, slice->limit + 1);
    Value next = cut(rows, slice->limit);
    Value::List page;
    for (const catalog::RevisionTitle& row : rows) page.push_back(describe_revision(db, row));
    const auto proposal = catalog::open_proposal(db, call.request.now);
    return Value{
        Value::Record{{"revisions", std::move(page)},
                      {"next", std::move(next)},
                      {"in_force", call.revision.number},
                      {"proposal", proposal ? Value{describe_proposal(*proposal)} : Value{}}}};
  }));
}

http::Response get_revision(const Parts& parts, const Call& call) {
  const auto asked = number_named(call.request, "number");
  if (!asked) return asked.error();
  const std::int64_t number = asked->value_or(call.revision.number);
  return parts.state.read([&](db::Connection& db) {
    const auto row = catalog::revision(db, number);
    if (!row) return no_revision(number, call.revision.number);
    const auto title = title_of(db, number);
    Value::Record fields = describe_revision(db, title);
    fields.push_back({"text", row->text});
    return ok_tagged(std::move(fields), title.digest);
  });
}

http::Response get_differences(const Parts& parts, const Call& call) {
  const auto from = number_named(call.request, "from");
  const auto to = number_named(call.request, "to");
  if (!from) return from.error();
  if (!to) return to.error();
  const std::int64_t second = to->value_or(call.revision.number);
  const std::int64_t first = from->value_or(std::max<std::int64_t>(second - 1, 1));
  const auto before = read_revision(parts, call, first);
  if (!before) return before.error();
  const auto after = read_revision(parts, call, second);
  if (!after) return after.error();
  return ok(Value::Record{
      {"from", first},
      {"to", second},
      {"differences", list_of(policy::differences(before->document, after->document))},
      {"weaker", list_of(parts.policies.weakened(before->text, after->text))}});
}

http::Response get_proposal(const Parts& parts, const Call& call) {
  const auto row = parts.state.read(
      [&](db::Connection& db) { return catalog::open_proposal(db, call.request.now); });
  if (!row) return ok(Value::Record{{"proposal", Value{}}});
  Value::Record fields = describe_proposal(*row);
  fields.push_back({"text", row->proposed.text});
  fields.push_back({"check", check_policy(parts, call, row->proposed.text).fields});
  return ok(Value::Record{{"proposal", std::move(fields)}});
}

Value describe_revision(db::Connection& db, std::int64_t number) {
  return describe_revision(db, title_of(db, number));
}

std::string tell_revision(db::Connection& db, std::int64_t number) {
  const auto title = title_of(db, number);
  return "revision " + std::to_string(number) + ", which " + title.by + " put in force at " +
         policy::show(title.at) + (title.reason.empty() ? "" : ": " + title.reason);
}

Value list_of(const std::vector<std::string>& sentences) {
  Value::List list;
  for (const std::string& sentence : sentences) list.emplace_back(sentence);
  return list;
}

}  // namespace relay::admin
