#pragma once

#include <string>
#include <vector>

#include "policy/document.h"

/// Rules as people read them in a sentence.
namespace policy {

std::vector<std::string> words(const Asks& asks);
/// What of it is not in the other.
Asks left_out(const Asks& asked, const Asks& other);
std::string spelled(const Asks& asks);  ///< "ticket, report"; nothing: empty
/// "1 release-manager (with ticket), 2 owner"
std::string spelled(const std::vector<ApprovalLine>& lines);
std::string spelled(const std::vector<RampStep>& ramp);   ///< "5% for 4h, 100%"
std::string spelled(const Slot& slot);                    ///< "mon, tue 09:00 for 7h"
std::string spelled(const Closed& closed);                ///< "2026-12-18 to 2027-01-06"
std::string spelled(const NotWithin& not_within);         ///< "1d before weekend, closed"
std::string spelled(const std::vector<GroupId>& groups);  ///< "pilot, office"
/// "enrolled for office with model t14 and site x"
std::string spelled(const Match& match);
const char* word(Freshness::Then then);
const char* word(NoEvidence::Then then);

}  // namespace policy
