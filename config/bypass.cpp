#include "config/bypass.h"

#include "config/approval.h"
#include "config/fields.h"
#include "config/values.h"

namespace config {
namespace {

void read_break_glass(Problems& problems, const Node* node, policy::BypassRules& bypass) {
  if (node == nullptr) return;
  const Fields fields{problems, *node, {"a break_glass", {"at_most", "review_within"}}};
  bypass.break_glass_at_most =
      lasting(problems, fields.need("at_most")).value_or(bypass.break_glass_at_most);
  bypass.review_within =
      lasting(problems, fields.need("review_within")).value_or(bypass.review_within);
}

}  // namespace

policy::BypassRules read_bypass(Problems& problems, const Node* node, Spot at) {
  policy::BypassRules bypass{};
  if (node == nullptr) return bypass;
  const Fields fields{
      problems, *node, {"a bypass", {"normal", "high_risk", "at_most", "break_glass"}}};
  bypass.mark = {at.line};
  bypass.normal = read_approval(problems, fields, "normal", Telling::Absent);
  bypass.high_risk = read_approval(problems, fields, "high_risk", Telling::Absent);
  bypass.at_most = lasting(problems, fields.get("at_most")).value_or(bypass.at_most);
  read_break_glass(problems, fields.get("break_glass"), bypass);
  // Only a break-glass may do without the people of a bypass.
  const bool alone = fields.get("break_glass") != nullptr && fields.get("high_risk") == nullptr &&
                     fields.get("at_most") == nullptr;
  if (!alone) fields.need("normal");
  return bypass;
}

}  // namespace config
