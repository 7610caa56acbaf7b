#pragma once

#include <cstddef>

#include "relay/admin/agreement.h"
#include "relay/admin/call.h"

/// Devices that count as enrolled for another group from then on.
namespace relay::admin {

/// So many devices a day one person moves alone into groups that get releases before the ones they
/// are in: who could move everybody into the pilots would have done away with the stages.
constexpr std::size_t kMovesAlone = 10;
constexpr std::size_t kMovesAtOnce = 1'000;

/// POST /api/v1/devices/move {device or devices, group, reason}: all of them or none. Answers
/// {sentence, devices}, each as GET /api/v1/enrolled has it. 409 when the policy in force would put
/// one into another group; 202 {sentence, proposal} beyond kMovesAlone, where there is somebody
/// else.
http::Response post_move(const Parts& parts, const Call& call);

/// Does a proposal of kind "move".
policy::Result<Performed, std::string> move_devices(db::Transaction& tx, const Performing& what);
/// Rules may say another thing of the group when they are others.
std::string which_rules(db::Connection& db, const std::string& subject);

}  // namespace relay::admin
