#pragma once

#include <string>

#include "relay/json/value.h"

/// The API's answers as text for people: tables and sentences, every line ended. Whatever a vendor
/// or a person wrote stays text on the terminal.
namespace relay::app::cli {

std::string show_status(const json::Value& answer);
std::string show_health(const json::Value& answer);
std::string show_releases(const json::Value& answer);
std::string show_refused(const json::Value& answer);
std::string show_explain(const json::Value& answer);
std::string show_audit(const json::Value& answer);
std::string show_halts(const json::Value& answer);
std::string show_pauses(const json::Value& answer);
std::string show_bypasses(const json::Value& answer);
std::string show_judgements(const json::Value& answer);

std::string show_devices(const json::Value& answer);
std::string show_one_device(const json::Value& answer);

/// A token, which nobody is shown again.
std::string show_enrolment(const json::Value& answer);
std::string show_enrolled(const json::Value& answer);

/// Who has signed in, and until when.
std::string show_session_begun(const json::Value& answer);
std::string show_session(const json::Value& answer);
std::string show_confirmed(const json::Value& answer);
/// What an app needs, which nobody is shown again; then codes for paper, neither.
std::string show_factor_begun(const json::Value& answer);
std::string show_recovery_codes(const json::Value& answer);
std::string show_tokens(const json::Value& answer);
std::string show_token_made(const json::Value& answer);
std::string show_people(const json::Value& answer);
std::string show_person(const json::Value& answer);

std::string show_proposals(const json::Value& answer);
std::string show_one_proposal(const json::Value& answer);
/// What a yes would be bound to.
std::string show_bound(const json::Value& answer);

/// What an act or a sync did, and how the groups stand now.
std::string show_done(const json::Value& answer);
/// The same of an approval, and what it is bound to.
std::string show_approved(const json::Value& answer);
/// What an act of the whole relay did.
std::string show_sentence(const json::Value& answer);

}  // namespace relay::app::cli
