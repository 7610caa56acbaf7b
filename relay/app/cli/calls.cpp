#include "relay/app/cli/calls.h"

#include <algorithm>

#include "relay/app/cli/visible.h"
#include "relay/json/read.h"
#include "relay/json/write.h"

namespace relay::app::cli {
namespace {

using json::Value;
using policy::Refused;

constexpr json::Bounds kAnswer{.bytes = std::size_t{64} << 20, .depth = 32};
constexpr const char* kApi = "/api/v1/";

/// What came instead of JSON: the door's own answer, which the desk behind it did not make.
std::string refusal_of(const Reply& reply) {
  constexpr std::size_t kLongest = 200;
  const std::string line = reply.body.substr(0, reply.body.find_first_of("\r\n"));
  return std::string{"the relay "} + (reply.status >= 500 ? "failed" : "refused") + ": status " +
         std::to_string(reply.status) + (line.empty() ? "" : ", " + line.substr(0, kLongest));
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

/// What a reply says, or why it is none.
policy::Result<Value, Failed> value_in(const policy::Result<Reply, std::string>& reply) {
  if (!reply) return Refused{Failed{reply.error(), {}}};
  const auto value = json::read(reply->body, kAnswer);
  if (!value) {
    if (reply->status >= 400) return Refused{Failed{refusal_of(*reply), {}}};
    return Refused{Failed{"the relay answered " + std::to_string(reply->status) +
                              " with something else than JSON: " + value.error(),
                          {}}};
  }
  if (reply->status == 200 || reply->status == 202) return *value;
  const std::string& detail = (*value)["detail"].text();
  return Refused{Failed{
      detail.empty() ? "the relay answered " + std::to_string(reply->status) : detail, *value}};
}

/// One answer that has the entries of both.
Value one_answer(const Value& first, const Value& more, const std::vector<std::string>& lists) {
  auto fields = std::get<Value::Record>(first.held());
  for (json::Field& field : fields) {
    if (field.name == "next") field.value = more["next"];
    if (std::ranges::find(lists, field.name) == lists.end()) continue;
    Value::List items = field.value.items();
    const Value::List& others = more[field.name].items();
    items.insert(items.end(), others.begin(), others.end());
    field.value = std::move(items);
  }
  return fields;
}

/// An answer without entries ends it, whatever it says of `next`.
policy::Result<Value, Failed> all_of(const Caller& call, const Ask& ask,
                                     const std::vector<std::string>& lists) {
  auto answer = answer_to(call, ask);
  while (answer && !(*answer)["next"].null()) {
    const auto more = answer_to(call, behind(ask, (*answer)["next"]));
    if (!more) return Refused{more.error()};
    const bool nothing = std::ranges::all_of(
        lists, [&](const std::string& list) { return (*more)[list].items().empty(); });
    answer = one_answer(*answer, *more, lists);
    if (nothing) break;
  }
  return answer;
}

}  // namespace

Ask get(const std::string& path, Parameters parameters) {
  std::string query;
  for (const auto& [name, value] : parameters) {
    if (value.empty()) continue;
    query += (query.empty() ? "?" : "&") + std::string{name} + "=" + escape(value);
  }
  return {"GET", kApi + path + query, ""};
}

Ask post(const std::string& path, const Value& body) {
  return {"POST", kApi + path, json::write(body)};
}

Ask take_away(const std::string& path) {
  return {"DELETE", kApi + path, ""};
}

std::string feed_path(const std::string& feed, const std::string& what) {
  return "feeds/" + escape(feed) + "/" + what;
}

Value list_of(std::string_view commas) {
  Value::List list;
  while (!commas.empty()) {
    const std::size_t end = std::min(commas.find(','), commas.size());
    list.emplace_back(commas.substr(0, end));
    commas.remove_prefix(std::min(end + 1, commas.size()));
  }
  return list;
}

policy::Result<Value, Failed> answer_to(const Caller& call, const Ask& ask) {
  return value_in(call(ask));
}

policy::Result<std::string, Failed> bytes_of(const Caller& call, const Ask& ask) {
  auto reply = call(ask);
  if (reply && reply->status == 200) return std::move(reply->body);
  return Refused{value_in(reply).error()};
}

Ended failed(const Failed& why, const Tools& tools) {
  Ended ended{.code = 1, .err = "sluice: " + visible(why.what) + "\n"};
  if (tools.json && !why.document.null()) ended.out = json::write_indented(why.document);
  return ended;
}

Ended ask_and_show(const Tools& tools, const Ask& ask, Show show) {
  const auto answer = answer_to(tools.call, ask);
  if (!answer) return failed(answer.error(), tools);
  return {.out = tools.json ? json::write_indented(*answer) : show(*answer)};
}

Ask behind(const Ask& ask, const Value& next) {
  Ask more = ask;
  more.path +=
      (ask.path.find('?') == std::string::npos ? "?after=" : "&after=") + escape(next.text());
  return more;
}

What asking_all(Ask ask, std::vector<std::string> lists, Show show) {
  return Doing{[ask = std::move(ask), lists = std::move(lists), show](const Tools& tools) -> Ended {
    const auto answer = all_of(tools.call, ask, lists);
    if (!answer) return failed(answer.error(), tools);
    return {.out = tools.json ? json::write_indented(*answer) : show(*answer)};
  }};
}

What asking(Ask ask, Show show) {
  return Doing{
      [ask = std::move(ask), show](const Tools& tools) { return ask_and_show(tools, ask, show); }};
}

}  // namespace relay::app::cli
