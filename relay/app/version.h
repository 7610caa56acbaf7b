#pragma once

namespace relay::app {

/// As in CMakeLists.txt, which hands it to this room's sources.
inline constexpr const char* kVersion = SLUICE_VERSION;

}  // namespace relay::app
