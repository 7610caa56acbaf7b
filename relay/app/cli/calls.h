#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "relay/app/cli/command.h"
#include "relay/json/value.h"

/// Commands as calls of the API.
namespace relay::app::cli {

using Parameters = std::initializer_list<std::pair<const char*, std::string>>;

/// `path` is behind /api/v1/; parameters that are empty are left out.
Ask get(const std::string& path, Parameters parameters = {});
Ask post(const std::string& path, const json::Value& body);
/// A DELETE.
Ask take_away(const std::string& path);
/// "feeds/clamav/hold"
std::string feed_path(const std::string& feed, const std::string& what);

/// What stands between commas: "soak,window".
json::Value list_of(std::string_view commas);

/// Why a call came to nothing; and the problem document, when the relay sent one.
struct Failed {
  std::string what{};
  json::Value document{};
};
/// Anything but a 200 or a 202 with JSON is a failure.
policy::Result<json::Value, Failed> answer_to(const Caller& call, const Ask& ask);

/// The same of an answer that is no JSON: a 200 as it is.
policy::Result<std::string, Failed> bytes_of(const Caller& call, const Ask& ask);

Ended failed(const Failed& why, const Tools& tools);

/// An answer as text for people; its lines are ended.
using Show = std::string (*)(const json::Value&);
/// Makes the one call and shows its answer, or prints it whole.
Ended ask_and_show(const Tools& tools, const Ask& ask, Show show);
/// The command that does just that.
What asking(Ask ask, Show show);
/// The same of a list that comes in slices, to its end: these fields of the answer go on.
What asking_all(Ask ask, std::vector<std::string> lists, Show show);

/// What makes a call for the slice behind `next`, of an answer to it.
Ask behind(const Ask& ask, const json::Value& next);

}  // namespace relay::app::cli
