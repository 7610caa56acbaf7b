#include "relay/app/cli/perform.h"

#include "policy/require.h"
#include "relay/app/cli/render.h"
#include "relay/app/cli/visible.h"
#include "relay/json/read.h"
#include "relay/json/write.h"

namespace relay::app::cli {
namespace {

using json::Value;
using policy::Refused;

constexpr json::Bounds kAnswer{.bytes = std::size_t{64} << 20, .depth = 32};
constexpr const char* kApi = "/api/v1/";

/// Why a call came to nothing; and the problem document, when the relay sent one.
struct Failed {
  std::string what{};
  Value document{};
};
using Answer = policy::Result<Value, Failed>;

/// What came instead of JSON: the door's own answer, which the desk behind it did not make.
std::string refusal_of(const Reply& reply) {
  constexpr std::size_t kLongest = 200;
  const std::string line = reply.body.substr(0, reply.body.find_first_of("\r\n"));
  return std::string{"the relay "} + (reply.status >= 500 ? "failed" : "refused") + ": status " +
         std::to_string(reply.status) + (line.empty() ? "" : ", " + line.substr(0, kLongest));
}

Answer answer_to(const Caller& call, const Ask& ask) {
  const auto reply = call(ask);
  if (!reply) return Refused{Failed{reply.error(), {}}};
  const auto value = json::read(reply->body, kAnswer);
  if (!value) {
    if (reply->status >= 400) return Refused{Failed{refusal_of(*reply), {}}};
    return Refused{Failed{"the relay answered " + std::to_string(reply->status) +
                              " with something else than JSON: " + value.error(),
                          {}}};
  }
  if (reply->status == 200) return *value;
  const std::string& detail = (*value)["detail"].text();
  return Refused{Failed{
      detail.empty() ? "the relay answered " + std::to_string(reply->status) : detail, *value}};
}

std::string escape(std::string_view text) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (kPlain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
    }
  }
  return out;
}

/// "?feed=clamav&group=office"; what is empty is left out.
std::string query(std::initializer_list<std::pair<const char*, std::string>> parameters) {
  std::string text;
  for (const auto& [name, value] : parameters) {
    if (value.empty()) continue;
    text += (text.empty() ? "?" : "&") + std::string{name} + "=" + escape(value);
  }
  return text;
}

std::string below(const std::optional<std::int64_t>& number) {
  return number ? std::to_string(*number) : "";
}

Ask get(const std::string& path) {
  return {"GET", kApi + path, ""};
}

std::string feed_path(const std::string& feed, const std::string& what) {
  return "feeds/" + escape(feed) + "/" + what;
}

Ended failed(const Failed& why, bool as_json) {
  Ended ended{.code = 1, .err = "sluice: " + visible(why.what) + "\n"};
  if (as_json && !why.document.null()) ended.out = json::write_indented(why.document);
  return ended;
}

using Show = std::string (*)(const Value&);

Ended ask_and_show(const Caller& call, bool as_json, const Ask& ask, Show show) {
  const Answer answer = answer_to(call, ask);
  if (!answer) return failed(answer.error(), as_json);
  return {.out = as_json ? json::write_indented(*answer) : show(*answer)};
}

Value body_of(const Act& act) {
  Value::Record fields{{"groups", "all"}, {"reason", act.reason}};
  if (!act.groups.empty()) {
    fields[0].value = Value::List(act.groups.begin(), act.groups.end());
  }
  if (!act.version.empty()) fields.push_back({"version", act.version});
  if (act.lift) fields.push_back({"lift", true});
  return fields;
}

/// The feeds to ask: the one that was named, or every one of the policy.
policy::Result<std::vector<std::string>, Failed> feeds_of(const Sync& sync, const Caller& call) {
  if (!sync.feed.empty()) return std::vector{sync.feed};
  const Answer status = answer_to(call, get("status"));
  if (!status) return Refused{status.error()};
  std::vector<std::string> feeds;
  for (const Value& feed : (*status)["feeds"].items()) feeds.push_back(feed["feed"].text());
  return feeds;
}

/// The round went well, and nothing of the vendor's was refused.
bool went_well(const Value& answer) {
  const Value& check = answer["check"];
  return check["succeeded"].truth() && check["alarms"].items().empty();
}

Ended synchronize(const Sync& sync, const Caller& call, bool as_json) {
  const auto feeds = feeds_of(sync, call);
  if (!feeds) return failed(feeds.error(), as_json);
  Ended ended;
  Value::List synced;
  for (const std::string& feed : *feeds) {
    const Answer answer = answer_to(call, {"POST", kApi + feed_path(feed, "sync"), "{}"});
    const std::string said = answer ? (*answer)["sentence"].text() : answer.error().what;
    const bool done = answer && went_well(*answer);
    if (!done) ended.code = 1;
    synced.push_back(Value::Record{{"feed", feed}, {"done", done}, {"sentence", said}});
    if (!as_json) (done ? ended.out : ended.err) += visible(feed + ": " + said) + "\n";
  }
  if (as_json) ended.out = json::write_indented(Value::Record{{"synced", std::move(synced)}});
  return ended;
}

/// One function for each command, so that a new one must be thought of here.
class Performer {
 public:
  Performer(const Caller& call, bool as_json) : call_{call}, as_json_{as_json} {}

  Ended operator()(const Status&) const { return show(get("status"), show_status); }
  Ended operator()(const Releases& asked) const {
    return show(get(feed_path(asked.feed, "releases") + query({{"before", below(asked.before)}})),
                show_releases);
  }
  Ended operator()(const Quarantine& asked) const {
    return show(get(feed_path(asked.feed, "quarantine")), show_quarantine);
  }
  Ended operator()(const Explain& asked) const {
    return show(
        get("explain" +
            query({{"feed", asked.feed}, {"group", asked.group}, {"device", asked.device}})),
        show_explain);
  }
  Ended operator()(const Audit& asked) const {
    return show(get("audit" + query({{"before", below(asked.before)}})), show_audit);
  }
  Ended operator()(const Act& act) const {
    return show({"POST", kApi + feed_path(act.feed, act.verb), json::write(body_of(act))},
                show_done);
  }
  Ended operator()(const Sync& sync) const { return synchronize(sync, call_, as_json_); }
  Ended operator()(const Run&) const { return elsewhere(); }
  Ended operator()(const Check&) const { return elsewhere(); }
  Ended operator()(const Help&) const { return elsewhere(); }
  Ended operator()(const Version&) const { return elsewhere(); }

 private:
  Ended show(const Ask& ask, Show how) const { return ask_and_show(call_, as_json_, ask, how); }
  static Ended elsewhere() {
    policy::require(false, "only a command that calls the API is performed by calls");
    return {};
  }

  const Caller& call_;
  const bool as_json_;
};

}  // namespace

Ended perform(const Command& command, const Caller& call) {
  return std::visit(Performer{call, command.json}, command.what);
}

}  // namespace relay::app::cli
