#include <array>

#include "relay/admin/acts.h"
#include "relay/admin/adoption.h"
#include "relay/admin/advice.h"
#include "relay/admin/audit_asked.h"
#include "relay/admin/bypass_acts.h"
#include "relay/admin/calendars.h"
#include "relay/admin/contents.h"
#include "relay/admin/deeds.h"
#include "relay/admin/device_acts.h"
#include "relay/admin/device_history.h"
#include "relay/admin/device_moves.h"
#include "relay/admin/devices.h"
#include "relay/admin/endpoints.h"
#include "relay/admin/enrolled.h"
#include "relay/admin/events.h"
#include "relay/admin/explain.h"
#include "relay/admin/flow.h"
#include "relay/admin/forecast.h"
#include "relay/admin/group_acts.h"
#include "relay/admin/groups.h"
#include "relay/admin/health.h"
#include "relay/admin/history.h"
#include "relay/admin/judge_acts.h"
#include "relay/admin/openapi.h"
#include "relay/admin/own_acts.h"
#include "relay/admin/people_acts.h"
#include "relay/admin/policies.h"
#include "relay/admin/policy_acts.h"
#include "relay/admin/proposals.h"
#include "relay/admin/routes.h"
#include "relay/admin/session_acts.h"
#include "relay/admin/status.h"
#include "relay/admin/stop_acts.h"
#include "relay/admin/travels.h"

namespace relay::admin {
namespace {

using http::Method;
using people::Scope;
using Whom = Access::Whom;
using Within = Access::Within;

constexpr auto kSlow = Route::Pace::Slow;
constexpr auto kTogether = Route::Pace::Together;

// Who may. Stopping takes one person or token; letting go takes a person; a yes takes one who has
// just proved who he is, and in the organisation's own role.
constexpr Roles kWhoLetsGo = kOperators | kAdministrators | kOwnRoles;
constexpr Roles kWhoStops = kWhoLetsGo | kPolicyEditors;

constexpr Access kPublic{.whom = Whom::Public};
constexpr Access kSelf{.whom = Whom::Self};
constexpr Access kSelfSure{.whom = Whom::Self, .sure = true};
constexpr Access kSelfSecret{.whom = Whom::Self, .sure = true, .secret = true};
constexpr Access kSelfDue{.whom = Whom::Self, .while_due = true};
constexpr Access kProve{.whom = Whom::Self, .while_due = true, .secret = true};
constexpr Access kWhoAmI{.whom = Whom::Self, .scope = Scope::Look, .while_due = true};
constexpr Access kOwnPassword{.whom = Whom::Self, .sure = true, .while_due = true};

constexpr Access kLook{.roles = kAnyRole, .scope = Scope::Look, .within = Within::Anywhere};
constexpr Access kAudit{.roles = kAdministrators | kAuditors, .scope = Scope::Audit};
constexpr Access kPeople{.roles = kAdministrators | kAuditors};
constexpr Access kAdministrator{.roles = kAdministrators};
constexpr Access kAdministratorSure{.roles = kAdministrators, .sure = true};

constexpr Access kTryPolicy{.roles = kWhoStops, .scope = Scope::Policy, .within = Within::Anywhere};
constexpr Access kApplyPolicy{.roles = kPolicyEditors, .scope = Scope::Policy};
constexpr Access kApprovePolicy{.roles = kPolicyEditors, .sure = true};

// Whose role it must be, the proposal says.
constexpr Access kVote{.roles = kAdministrators | kOperators | kPolicyEditors,
                       .sure = true,
                       .within = Within::Anywhere};
constexpr Access kVoteNo{.roles = kAdministrators | kOperators | kPolicyEditors,
                         .within = Within::Anywhere};

constexpr Access kStop{.roles = kWhoStops, .scope = Scope::Operate, .to_lift = kWhoLetsGo};
constexpr Access kStopHere{
    .roles = kWhoStops, .scope = Scope::Operate, .to_lift = kWhoLetsGo, .within = Within::Named};
constexpr Access kWithdraw{.roles = kWhoStops, .scope = Scope::Operate};
constexpr Access kGoOn{.roles = kWhoLetsGo, .within = Within::Named};
constexpr Access kLimit{.roles = kWhoLetsGo, .to_lift = kWhoLetsGo, .within = Within::Named};

constexpr Access kSync{.roles = kOperators | kAdministrators, .scope = Scope::Operate};
constexpr Access kEnrolling{
    .roles = kOperators | kAdministrators, .scope = Scope::Enrol, .secret = true};
constexpr Access kEnrol{.roles = kOperators | kAdministrators, .scope = Scope::Enrol};
constexpr Access kMove{.roles = kOperators | kAdministrators};
constexpr Access kClock{.roles = kOperators | kAdministrators, .sure = true};
constexpr Access kAdopt{
    .roles = kAdministrators | kOwnRoles, .sure = true, .within = Within::Named};
constexpr Access kYes{.roles = kOwnRoles, .sure = true, .within = Within::Named};
constexpr Access kBound{.roles = kOwnRoles, .scope = Scope::Look, .within = Within::Anywhere};
constexpr Access kExcept{.roles = kOperators | kOwnRoles, .sure = true, .within = Within::Named};
constexpr Access kBreakGlass{.roles = kWhoLetsGo, .sure = true, .within = Within::Named};
constexpr Access kGrant{.roles = kOwnRoles, .sure = true};
constexpr Access kReview{.roles = kAdministrators | kAuditors | kOwnRoles, .sure = true};
constexpr Access kVerdict{.roles = kOperators, .scope = Scope::Check};
constexpr Access kRisk{.roles = kOperators | kOwnRoles, .within = Within::Named};
constexpr Access kTrust{.roles = kOperators | kOwnRoles, .sure = true};

constexpr std::array kRoutes{
    Route{Method::Get, "/api/v1/setup", get_setup, kPublic},
    Route{Method::Post, "/api/v1/setup", post_setup, kPublic},
    Route{Method::Get, "/api/v1/session", get_session, kWhoAmI},
    Route{Method::Post, "/api/v1/session", post_session, kPublic},
    Route{Method::Delete, "/api/v1/session", delete_session, kSelfDue},
    Route{Method::Post, "/api/v1/session/sure", post_sure, kProve},
    Route{Method::Post, "/api/v1/session/password", post_password, kOwnPassword},
    Route{Method::Post, "/api/v1/session/second-factor", post_factor, kSelfSecret},
    Route{Method::Delete, "/api/v1/session/second-factor", delete_factor, kSelfSure},
    Route{Method::Post, "/api/v1/session/second-factor/confirm", post_confirm_factor, kSelfSecret},
    Route{Method::Post, "/api/v1/session/recovery-codes", post_recovery_codes, kSelfSecret},
    Route{Method::Get, "/api/v1/session/tokens", get_tokens, kSelf},
    Route{Method::Post, "/api/v1/session/tokens", post_token, kSelfSecret},
    Route{Method::Delete, "/api/v1/session/tokens/{number}", delete_token, kSelf},

    Route{Method::Get, "/api/v1/people", get_people, kPeople},
    Route{Method::Post, "/api/v1/people", post_person, kAdministratorSure},
    Route{Method::Get, "/api/v1/people/{name}", get_person, kPeople},
    Route{Method::Post, "/api/v1/people/{name}/grant", post_give, kAdministratorSure},
    Route{Method::Post, "/api/v1/people/{name}/lift", post_take, kAdministratorSure},
    Route{Method::Post, "/api/v1/people/{name}/disable", post_disable, kAdministrator},
    Route{Method::Post, "/api/v1/people/{name}/enable", post_enable, kAdministratorSure},
    Route{Method::Post, "/api/v1/people/{name}/password", post_reset, kAdministratorSure},
    Route{Method::Post, "/api/v1/people/{name}/second-factor/remove", post_remove_factor,
          kAdministratorSure},
    Route{Method::Delete, "/api/v1/people/{name}/sessions", delete_sessions, kAdministrator},

    Route{Method::Get, "/api/v1/proposals", get_proposals, kLook},
    Route{Method::Get, "/api/v1/proposals/{number}", get_one_proposal, kLook},
    Route{Method::Post, "/api/v1/proposals/{number}/vote", post_vote, kVote, kSlow},
    Route{Method::Post, "/api/v1/proposals/{number}/refuse", post_refuse, kVoteNo},
    Route{Method::Post, "/api/v1/proposals/{number}/withdraw", post_withdraw, kSelf},

    Route{Method::Get, "/api/v1/events", get_events, kLook},
    Route{Method::Get, "/api/v1/openapi.json", get_openapi, kLook},
    Route{Method::Get, "/api/v1/status", get_status, kLook},
    Route{Method::Get, "/api/v1/health", get_health, kLook},
    Route{Method::Get, "/api/v1/explain", get_explain, kLook},
    Route{Method::Get, "/api/v1/flow", get_flow, kLook, kTogether},
    Route{Method::Get, "/api/v1/groups", get_groups, kLook},
    Route{Method::Get, "/api/v1/audit", get_audit, kAudit},
    Route{Method::Get, "/api/v1/audit/heads", get_audit_heads, kAudit},
    Route{Method::Get, "/api/v1/audit/verify", get_audit_verify, kAudit, kSlow},
    Route{Method::Get, "/api/v1/audit/export", get_audit_export, kAudit, kSlow},
    Route{Method::Get, "/api/v1/devices", get_devices, kLook},
    Route{Method::Get, "/api/v1/device", get_device, kLook},
    Route{Method::Get, "/api/v1/device/history", get_device_history, kLook},
    Route{Method::Get, "/api/v1/enrolled", get_enrolled, kLook},
    Route{Method::Get, "/api/v1/endpoints", get_endpoints, kLook},
    Route{Method::Get, "/api/v1/deeds", get_deeds, kLook},
    Route{Method::Get, "/api/v1/forecast", get_forecast, kLook, kSlow},
    Route{Method::Get, "/api/v1/advice", get_advice, kLook, kSlow},
    Route{Method::Get, "/api/v1/calendars", get_calendars, kLook},

    Route{Method::Get, "/api/v1/policy/revisions", get_revisions, kLook},
    Route{Method::Get, "/api/v1/policy/revision", get_revision, kLook},
    Route{Method::Get, "/api/v1/policy/differences", get_differences, kLook},
    Route{Method::Get, "/api/v1/policy/proposal", get_proposal, kLook, kSlow},
    Route{Method::Post, "/api/v1/policy/check", post_check, kTryPolicy, kSlow},
    Route{Method::Post, "/api/v1/policy/apply", post_apply, kApplyPolicy, kSlow},
    Route{Method::Post, "/api/v1/policy/approve", post_approve_policy, kApprovePolicy, kSlow},

    Route{Method::Get, "/api/v1/feeds/{feed}/releases", get_releases, kLook},
    Route{Method::Get, "/api/v1/feeds/{feed}/contents", get_contents, kLook, kSlow},
    Route{Method::Get, "/api/v1/feeds/{feed}/journey", get_journey, kLook},
    Route{Method::Get, "/api/v1/feeds/{feed}/adoption", get_adoption, kLook},
    Route{Method::Get, "/api/v1/feeds/{feed}/refused", get_refused, kLook},
    Route{Method::Get, "/api/v1/feeds/{feed}/halts", get_halts, kLook},
    Route{Method::Get, "/api/v1/feeds/{feed}/bypasses", get_bypasses, kLook},
    Route{Method::Get, "/api/v1/feeds/{feed}/pauses", get_pauses, kLook},
    Route{Method::Get, "/api/v1/feeds/{feed}/judgements", get_judgements, kLook},

    Route{Method::Post, "/api/v1/stop", post_stop, kStop},
    Route{Method::Post, "/api/v1/groups/{group}/hold", post_group_hold, kStopHere},
    Route{Method::Post, "/api/v1/clock/confirm", post_confirm_clock, kClock},
    Route{Method::Post, "/api/v1/enrol", post_enrol, kEnrolling},
    Route{Method::Post, "/api/v1/enrol/void", post_void, kEnrol},
    Route{Method::Post, "/api/v1/devices/revoke", post_revoke, kStop},
    Route{Method::Post, "/api/v1/devices/move", post_move, kMove},

    Route{Method::Post, "/api/v1/feeds/{feed}/sync", post_sync, kSync, kSlow},
    Route{Method::Post, "/api/v1/feeds/{feed}/adopt", post_adopt, kAdopt},
    Route{Method::Post, "/api/v1/feeds/{feed}/approve", post_approve, kYes},
    Route{Method::Get, "/api/v1/feeds/{feed}/bound", get_bound, kBound},
    Route{Method::Post, "/api/v1/feeds/{feed}/hold", post_hold, kStopHere},
    Route{Method::Post, "/api/v1/feeds/{feed}/pin", post_pin, kLimit},
    Route{Method::Post, "/api/v1/feeds/{feed}/block", post_block, kStopHere},
    Route{Method::Post, "/api/v1/feeds/{feed}/floor", post_floor, kLimit},
    Route{Method::Post, "/api/v1/feeds/{feed}/pause", post_pause, kStopHere},
    Route{Method::Post, "/api/v1/feeds/{feed}/resume", post_resume, kGoOn},
    Route{Method::Post, "/api/v1/feeds/{feed}/acknowledge", post_acknowledge, kGoOn},
    Route{Method::Post, "/api/v1/feeds/{feed}/bypass", post_bypass, kExcept},
    Route{Method::Post, "/api/v1/feeds/{feed}/break-glass", post_break_glass, kBreakGlass},
    Route{Method::Post, "/api/v1/feeds/{feed}/fix-forward", post_fix_forward, kExcept},
    Route{Method::Post, "/api/v1/feeds/{feed}/grant", post_grant, kGrant},
    Route{Method::Post, "/api/v1/feeds/{feed}/review", post_review, kReview},
    Route{Method::Post, "/api/v1/feeds/{feed}/verdict", post_verdict, kVerdict},
    Route{Method::Post, "/api/v1/feeds/{feed}/risk", post_risk, kRisk},
    Route{Method::Post, "/api/v1/feeds/{feed}/quarantine", post_quarantine, kWithdraw},
    Route{Method::Post, "/api/v1/feeds/{feed}/trust", post_trust, kTrust},
};

}  // namespace

std::span<const Route> routes() {
  return kRoutes;
}

}  // namespace relay::admin
