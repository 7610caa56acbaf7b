#pragma once

#include <string>

#include "relay/json/value.h"

/// Answers about the policy as text for people.
namespace relay::app::cli {

/// The text of a revision, for a file that somebody edits and applies: byte for byte but for what a
/// terminal could obey.
std::string show_policy_text(const json::Value& answer);
std::string show_revisions(const json::Value& answer);
std::string show_differences(const json::Value& answer);
/// Problems, what is different, what protects less, and whose release would change when.
std::string show_check(const json::Value& answer);
/// Of the same answer the problems, what is different and what protects less.
std::string show_check_differences(const json::Value& answer);
std::string show_applied(const json::Value& answer);
std::string show_proposal(const json::Value& answer);
std::string show_forecast(const json::Value& answer);
std::string show_calendars(const json::Value& answer);
std::string show_advice(const json::Value& answer);

}  // namespace relay::app::cli
