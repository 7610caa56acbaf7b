# The command line, for the program and for its tests, which build it without the other rooms.
set(cli_sources
  acting.cpp
  agreeing.cpp
  api_tokens.cpp
  audit.cpp
  calls.cpp
  command.cpp
  commands.cpp
  completion.cpp
  completion_fish.cpp
  completion_zsh.cpp
  devices.cpp
  endpoint.cpp
  endpoint_files.cpp
  excepting.cpp
  forms.cpp
  help.cpp
  judging.cpp
  looking.cpp
  offers.cpp
  people.cpp
  policies.cpp
  program.cpp
  recorded.cpp
  show_deeds.cpp
  show_devices.cpp
  show_explain.cpp
  show_health.cpp
  show_history.cpp
  show_outlook.cpp
  show_people.cpp
  show_policy.cpp
  show_proposals.cpp
  show_seen.cpp
  show_simulation.cpp
  show_status.cpp
  signed_in.cpp
  signing_in.cpp
  simulating.cpp
  stopping.cpp
  sync.cpp
  table.cpp
  visible.cpp
  watching.cpp
  words.cpp
)
list(TRANSFORM cli_sources PREPEND ${CMAKE_CURRENT_LIST_DIR}/)

foreach(client freshclam apt dnf suricata-update defender)
  set(endpoint_file ${CMAKE_SOURCE_DIR}/packaging/endpoint/${client}.template)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${endpoint_file})
  file(READ ${endpoint_file} endpoint_${client})
endforeach()
configure_file(${CMAKE_CURRENT_LIST_DIR}/endpoint_templates.cpp.in endpoint_templates.cpp @ONLY)
list(APPEND cli_sources ${CMAKE_CURRENT_BINARY_DIR}/endpoint_templates.cpp)
