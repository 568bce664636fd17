"""Every fault and odd input that the tool must survive, and the tests that show it; `test_fault_table` checks it.

A test that cannot run on a machine (no root, no strace, another file system) says so where it is skipped.
"""

from __future__ import annotations

CASES: dict[str, tuple[str, ...]] = {
    # File framing and encoding
    "A01 a byte order mark before the frontmatter": (
        "test_edit_fields::test_a01_a_byte_order_mark_is_kept",
        "test_parse_framing::test_a01_byte_order_mark_before_frontmatter_is_passed_over",
    ),
    "A02 UTF-16": ("test_parse_framing::test_a02_utf16_is_named_and_still_read",),
    "A03 Latin-1, a lone 0x80": (
        "test_parse_framing::test_a03_latin1_is_named_by_byte_and_still_read",
        "test_parse_framing::test_a03_lone_continuation_byte_in_the_body",
    ),
    "A04 NUL bytes, a file of zeroes": (
        "test_parse_framing::test_a04_nul_bytes_are_damage_and_the_rest_counts",
        "test_parse_framing::test_a04_file_of_nul_bytes_only",
    ),
    "A05 CRLF": (
        "test_edit_fields::test_a05_a06_the_line_ends_of_the_neighbour",
        "test_parse_framing::test_a05_crlf_is_read_as_lf",
    ),
    "A06 CRLF and LF in one file": (
        "test_edit_fields::test_a05_a06_the_line_ends_of_the_neighbour",
        "test_parse_framing::test_a06_mixed_line_ends",
    ),
    "A07 lone CR, as on old Macs": (
        "test_edit_fields::test_a07_an_old_mac_file_is_refused",
        "test_parse_framing::test_a07_old_mac_line_ends_are_named",
        "test_parse_framing::test_a07_lone_carriage_return_in_the_block_is_named",
    ),
    "A08 no line end at the end, or many": ("test_parse_framing::test_a08_final_line_ends_do_not_matter",),
    "A09 an empty file, blanks only": ("test_parse_framing::test_a09_empty_note_is_valid_and_nobodys",),
    "A10 an empty frontmatter": ("test_parse_framing::test_a10_empty_frontmatter_is_no_fault",),
    "A11 an opening line without a closing one": (
        "test_parse_framing::test_a11_unclosed_frontmatter_is_named_and_its_keys_count",
        "test_parse_framing::test_a11_thematic_break_at_the_top_is_no_frontmatter",
    ),
    "A12 `...`, `--- ` and `----` as closing lines": (
        "test_parse_framing::test_a12_dots_close_nothing",
        "test_parse_framing::test_a12_trailing_blanks_are_allowed_on_both_lines",
        "test_parse_framing::test_a12_four_dashes_open_and_close_nothing",
    ),
    "A13 blank lines before the frontmatter": ("test_parse_framing::test_a13_blank_line_before_frontmatter_is_named",),
    "A14 rules and a second block in the body": ("test_parse_framing::test_a14_rules_in_the_body_belong_to_the_body",),
    "A15 `---` within a value": ("test_parse_framing::test_a15_dashes_within_a_value_close_nothing",),
    "A16 `---` within a quoted value of several lines": (
        "test_parse_framing::test_a16_unindented_dashes_in_a_quoted_value_close",
    ),
    "A17 a letterhead between rules": ("test_parse_framing::test_a17_letterhead_between_rules_is_text",),
    "A18 a note of 10 MB, a line of 1 MB": (
        "test_edit_lines::test_a18_a_note_whose_end_is_never_read_is_refused",
        "test_parse_framing::test_a18_huge_note_is_cut_and_named",
        "test_parse_framing::test_a18_cut_within_a_character_is_no_damage",
    ),
    "A19 a photo of 37.5 kB in a field": ("test_parse_framing::test_a19_long_photo_in_the_frontmatter_is_accepted",),
    "A20 frontmatter over the cap": ("test_parse_framing::test_a20_frontmatter_over_the_cap_is_salvaged",),
    "A21 line breaks of Unicode, control characters": (
        "test_parse_framing::test_a21_unicode_line_breaks_end_no_line",
        "test_parse_framing::test_a21_control_characters_are_named",
    ),
    "A22 TOML, JSON or other frontmatter": (
        "test_parse_framing::test_a22_other_languages_are_named",
        "test_parse_framing::test_a22_text_that_only_looks_so_is_text",
    ),
    "A23 a file that grows or shrinks while it is read": (
        "test_vault_files::test_a_file_that_grows_while_it_is_read_is_read_again",
    ),
    # What YAML means
    "B01 a key that stands twice": ("test_parse_yaml::test_b01_duplicate_key_names_both_lines_and_the_first_counts",),
    "B02 `no`, `on`, `y`: Norway": ("test_parse_yaml::test_b02_yes_and_no_stay_text",),
    "B03 `12:30` and `190:20:30`": ("test_parse_yaml::test_b03_sexagesimal_stays_text",),
    "B04 `0123`, `1_000`, `.inf`, `0x1F`": ("test_parse_yaml::test_b04_numbers_stay_text",),
    "B05 phone numbers": ("test_parse_yaml::test_b05_phone_numbers_are_the_text_of_the_file",),
    "B06 numbers of thousands of digits": (
        "test_parse_yaml::test_b06_very_long_numbers_are_text",
        "test_parse_yaml::test_b06_longer_than_the_cap",
    ),
    "B07 days and hours that do not exist": (
        "test_parse_items::test_b07_unclear_log_line_is_a_finding",
        "test_parse_yaml::test_b07_impossible_dates_stay_text",
    ),
    "B08 dates in other forms": ("test_parse_yaml::test_b08_other_dates_stay_text",),
    "B09 a time with a zone in a date field": ("test_parse_yaml::test_b09_zone_never_shifts_the_day",),
    "B10 a bare `[[link]]`": (
        "test_parse_yaml::test_b10_bare_link_is_understood",
        "test_parse_yaml::test_b10_bare_links_in_a_list",
    ),
    "B11 two bare links in one value": (
        "test_parse_yaml::test_b11_two_bare_links_in_one_value",
        "test_parse_yaml::test_b11_two_quoted_links_without_brackets",
    ),
    "B12 placeholders of templates": (
        "test_parse_yaml::test_b12_placeholder_left_is_named",
        "test_parse_yaml::test_b12_placeholder_with_text_behind_it",
    ),
    "B13 values that YAML cannot read": (
        "test_parse_yaml::test_b13_unreadable_value_is_named_with_a_suggestion",
        "test_parse_yaml::test_b13_suggestion_can_be_read",
        "test_parse_yaml::test_b13_signs_of_anchors_in_a_value",
    ),
    "B14 a value lost to a comment": (
        "test_parse_yaml::test_b14_value_lost_to_a_comment",
        "test_parse_yaml::test_b14_value_cut_by_a_comment",
        "test_parse_yaml::test_b14_harmless_hashes",
    ),
    "B15 tabs": (
        "test_parse_yaml::test_b15_tab_indentation_is_named",
        "test_parse_yaml::test_b15_tab_after_the_colon_is_a_blank",
    ),
    "B16 frontmatter that is a text, a list or null": ("test_parse_yaml::test_b16_frontmatter_that_is_no_mapping",),
    "B17 keys that YAML does not take for text": ("test_parse_yaml::test_b17_keys_are_text",),
    "B18 keys with blanks, brackets, emoji, other capitals": (
        "test_parse_yaml::test_b18_odd_keys_are_kept_exactly",
        "test_parse_yaml::test_b18_case_twins_are_two_keys",
    ),
    "B19 several documents, directives": (
        "test_parse_yaml::test_b19_directives_are_named",
        "test_parse_yaml::test_b19_second_document_is_named",
    ),
    "B20 anchors, aliases, merges": ("test_parse_yaml::test_b20_anchors_and_merges_are_refused",),
    "B21 tags, among them those of Python": ("test_parse_yaml::test_b21_tags_are_inert_and_named",),
    "B22 texts over several lines": (
        "test_edit_fields::test_b22_a_block_of_text_is_replaced_as_a_whole",
        "test_parse_yaml::test_b22_texts_over_many_lines",
        "test_parse_yaml::test_b22_flow_list_over_many_lines",
    ),
    "B23 null, empty and missing": ("test_parse_yaml::test_b23_nothing_empty_and_missing_are_kept_apart",),
    "B24 one value for a list, a list for one value": (
        "test_edit_lists::test_b24_one_text_for_a_field_that_is_no_list",
        "test_parse_yaml::test_b24_one_tag_or_a_list",
        "test_parse_yaml::test_b24_tags_in_one_text",
    ),
    "B25 look-alikes of colon and blank, digits of other scripts": (
        "test_parse_yaml::test_b25_lookalike_of_a_colon_is_pointed_at",
        "test_parse_yaml::test_b25_full_width_colon_is_still_understood",
    ),
    "B26 keys named `content`, `handler`, `metadata`": (
        "test_parse_yaml::test_b26_pitfalls_of_python_frontmatter_are_ordinary_keys",
    ),
    "B27 one key in two Unicode forms": ("test_parse_yaml::test_b27_unicode_forms_of_one_key_are_duplicates",),
    # Attacks by YAML and patterns
    "C01 100,000 opening brackets": ("test_parse_attacks::test_c01_process_survives_everything_at_once",),
    "C02 nesting in a thread with little stack": ("test_parse_attacks::test_c02_small_thread_stack",),
    "C03 a billion laughs": ("test_parse_attacks::test_attack_is_a_finding_and_other_keys_count",),
    "C04 a merge bomb": ("test_parse_attacks::test_attack_is_a_finding_and_other_keys_count",),
    "C05 an alias of itself": ("test_parse_attacks::test_attack_is_a_finding_and_other_keys_count",),
    "C06 200,000 keys": ("test_parse_attacks::test_c06_two_hundred_thousand_keys",),
    "C07 a value of 5 MB, a key of 2,000 letters": (
        "test_parse_attacks::test_attack_is_a_finding_and_other_keys_count",
    ),
    "C08 texts that take bad patterns for ever": ("test_parse_attacks::test_c08_time_grows_with_length_only",),
    "C09 100,000 notes in a folder, 1,000 levels": (
        "test_sync::test_c09_a_hundred_thousand_notes_in_one_folder",
        "test_vault::test_a_thousand_levels_are_no_problem",
    ),
    "C10 any bytes, mutated notes": (
        "test_edit_laws::test_c10_no_text_raises_and_what_is_written_is_meant",
        "test_edit_laws::test_c10_any_body_is_edited_as_meant_or_refused",
        "test_parse_attacks::test_c10_mutated_frontmatter_raises_nothing",
        "test_parse_attacks::test_c10_any_text_raises_nothing",
    ),
    # Writing one field
    "D01 a present value is set": (
        "test_edit_fields::test_d01_only_the_value_changes",
        "test_edit_laws::test_d01_d02_set_changes_exactly_the_value",
    ),
    "D02 comments": (
        "test_edit_fields::test_d02_comments_are_kept",
        "test_edit_laws::test_d01_d02_set_changes_exactly_the_value",
    ),
    "D03 quotes": (
        "test_edit_fields::test_d03_the_quotes_stay",
        "test_edit_scalars::test_d03_present_quotes_never_change_what_is_read",
        "test_edit_scalars::test_d03_quotes_without_need_are_a_habit_and_stay",
    ),
    "D04 values that need care in YAML": (
        "test_edit_fields::test_d04_a_value_over_an_escape_is_written",
        "test_edit_laws::test_d04_a_note_that_is_edited_is_read_the_same_everywhere",
        "test_edit_scalars::test_d04_every_reader_reads_back_exactly_the_text",
        "test_edit_scalars::test_d04_the_known_nasty_texts",
    ),
    "D05 a new key": (
        "test_edit_fields::test_d05_a_new_key_stands_in_the_schema_s_order",
        "test_edit_fields::test_d05_a_new_key_in_an_empty_or_indented_block",
        "test_edit_fields::test_d05_a_new_key_goes_behind_the_whole_value_above",
        "test_edit_laws::test_d05_a_new_key_moves_nothing_and_goes_without_a_trace",
    ),
    "D06 a note without frontmatter": (
        "test_edit_fields::test_d06_a_block_is_added_above_the_body",
        "test_edit_laws::test_d06_a_new_block_leaves_the_body_as_it_is",
    ),
    "D07 keys that are nested, doubled, anchored": (
        "test_edit_fields::test_d07_what_is_not_one_value_is_refused",
        "test_edit_fields::test_d07_another_key_of_such_a_note_can_be_changed",
        "test_edit_laws::test_d07_a_doubled_key_is_never_written",
        "test_edit_lists::test_d07_a_list_that_is_not_plain_is_refused",
    ),
    "D08 the name of a key elsewhere": (
        "test_edit_fields::test_d08_the_name_of_a_key_elsewhere_is_left_alone",
        "test_edit_lines::test_d08_items_in_code_comments_and_quotes_are_none",
    ),
    "D09 the present value again": (
        "test_edit_fields::test_d09_saying_the_same_again_changes_nothing",
        "test_edit_laws::test_d09_the_present_value_writes_nothing",
    ),
    "D10 set, and set back": (
        "test_edit_laws::test_d10_set_and_set_back_gives_the_same_bytes",
        "test_edit_laws::test_d10_a_list_set_and_set_back",
    ),
    "D11 a change between reading and writing": (
        "test_edit_files::test_d11_a_note_changed_between_reading_and_writing_is_left",
    ),
    "D12 a note behind a symbolic link": (
        "test_edit_files::test_d12_a_note_behind_a_symbolic_link_is_refused_and_the_link_kept",
    ),
    "D13 a note with hard links": ("test_edit_files::test_d13_a_note_with_two_names_is_refused",),
    "D14 read-only notes, modes, owners, attributes": (
        "test_edit_files::test_d14_a_read_only_note_is_refused_and_modes_and_attributes_are_kept",
    ),
    "D15 conflict markers, unreadable frontmatter": (
        "test_edit_fields::test_d15_a_note_that_is_not_understood_is_refused",
        "test_edit_laws::test_d15_unreadable_frontmatter_forbids_every_edit",
        "test_edit_laws::test_d15_conflict_markers_forbid_every_edit",
    ),
    "D16 a batch that is killed in the middle": (
        "test_edit_files::test_d16_a_batch_killed_in_the_middle_is_finished_by_a_rerun",
    ),
    "D17 line breaks, escapes, broken Unicode in arguments": (
        "test_edit_fields::test_d17_values_that_are_no_line_of_text_are_refused",
        "test_edit_lines::test_d17_an_inline_key_that_cannot_be_read_back_is_refused",
        "test_edit_scalars::test_d17_line_breaks_control_characters_and_surrogates_are_refused",
        "test_faults_output::test_d17_h07_any_value_is_written_as_it_is_or_refused",
    ),
    "D18 two commands that write one note": ("test_watch_storms::test_two_writers_of_one_note",),
    "D19 somebody is typing in the note": (
        "test_edit_files::test_d19_a_note_that_somebody_is_typing_in_is_not_written_by_itself",
        "test_watch_time::test_a_dashboard_that_somebody_writes_in_is_left_alone_for_five_seconds",
    ),
    "D20 line ends that hide the closing line": (
        "test_edit_fields::test_d20_a_block_with_other_line_ends_is_not_doubled",
    ),
    # Disks, limits, kills
    "E01 killed at each file call": ("test_faults_crash::test_at_every_file_call",),
    "E02 no space, broken disk at each file call": ("test_faults_crash::test_at_every_file_call",),
    "E03 interrupted calls, short writes": (
        "test_vault_files::test_short_writes_are_continued",
        "test_faults_crash::test_at_every_file_call",
    ),
    "E04 a full disk, no more inodes": (
        "test_faults_disk::test_e04_a_full_disk",
        "test_faults_disk::test_e04_a_full_disk_below_the_index",
    ),
    "E05 a limit on the size of files": ("test_faults_disk::test_e05_files_may_not_grow",),
    "E06 a quota that is used up": ("test_faults_crash::test_at_every_file_call",),
    "E07 a read-only file system": ("test_faults_disk::test_e07_a_vault_that_may_only_be_read",),
    "E08 no right to a note, a folder, the vault": (
        "test_faults_disk::test_e08_one_note_that_may_not_be_read",
        "test_faults_disk::test_e08_a_folder_that_may_not_be_read",
        "test_faults_disk::test_e08_a_folder_that_may_not_be_written",
    ),
    "E09 too few file handles": ("test_faults_disk::test_e09_few_files_may_be_open",),
    "E10 a rename that is refused": (
        "test_vault_files::test_a_write_that_the_system_refuses_leaves_the_old_file",
        "test_faults_crash::test_at_every_file_call",
    ),
    "E11 a flush that fails": ("test_faults_crash::test_at_every_file_call",),
    "E12 a folder that cannot be flushed": (
        "test_vault_files::test_file_systems_that_cannot_flush_folders_or_link_still_work",
        "test_faults_crash::test_at_every_file_call",
    ),
    "E13 the order of flushes, for a power loss": (
        "test_vault_files::test_data_is_on_disk_before_the_name_and_the_name_before_success",
    ),
    "E14 leftover temporary files": (
        "test_vault_files::test_a_killed_writer_leaves_the_old_file_and_a_temp_that_is_swept",
    ),
    "E15 signals while watching": (
        "test_watch_cli::test_it_leaves_cleanly",
        "test_watch_cli::test_a_signal_during_a_run_ends_it",
    ),
    "E16 memory runs out": ("test_faults_disk::test_e16_memory_runs_out",),
    "E17 output closed or full": (
        "test_faults_disk::test_e17_closed_streams",
        "test_cli::test_output_that_cannot_be_written",
        "test_cli::test_a_reader_that_goes_away",
    ),
    "E18 a dashboard that is a folder or a link": (
        "test_faults_disk::test_e18_a_dashboard_that_cannot_be_one",
        "test_faults_disk::test_e18_the_folder_of_the_dashboard_is_made",
    ),
    "E19 text outside of the dashboard's markers": (
        "test_sync::test_a_dashboard_without_its_markers_is_not_overwritten",
    ),
    "E20 no notes found, half of them gone": (
        "test_sync::test_vanished_notes_are_not_taken_for_deleted",
        "test_watch_time::test_vanished_notes_pause_it_and_nothing_is_purged",
    ),
    # Watching, editors, sync programs
    "F01 the queue of events overflows": (
        "test_watch::test_an_overflow_becomes_a_look_at_everything",
        "test_watch::test_watchdogs_word_of_an_overflow_is_heard",
        "test_watch_storms::test_a_real_overflow_of_the_kernels_queue",
        "test_watch_time::test_what_no_event_told_of_is_found_within_ten_minutes",
    ),
    "F02 the limits of the system on watchers": (
        "test_watch_cli::test_the_systems_limits",
        "test_watch_parts::test_a_limit_that_is_reached_leads_to_polling",
    ),
    "F03 vim: renamed away and written anew": (
        "test_watch::test_saves_as_editors_make_them_are_one_change_each",
        "test_watch_storms::test_real_editors",
    ),
    "F04 renamed over: sed, Syncthing, Emacs": (
        "test_watch::test_saves_as_editors_make_them_are_one_change_each",
        "test_watch_storms::test_real_editors",
    ),
    "F05 the lock link of Emacs": (
        "test_watch::test_what_does_not_matter_does_not_wake_it",
        "test_watch_storms::test_real_editors",
    ),
    "F06 emptied, and filled a moment later": (
        "test_watch::test_a_note_that_is_being_written_is_waited_for",
        "test_watch_time::test_an_emptied_note_is_given_time",
    ),
    "F07 git checkout: deleted, then made": ("test_watch_storms::test_git_checkouts",),
    "F08 temporary files of editors and sync programs": (
        "test_watch::test_what_does_not_matter_does_not_wake_it",
        "test_watch_parts::test_which_files_matter",
    ),
    "F09 conflict copies": ("test_watch_parts::test_which_files_matter",),
    "F10 notes that wait in the cloud": ("test_vault::test_notes_that_wait_in_the_cloud_are_not_gone",),
    "F11 its own writes": (
        "test_watch::test_its_own_writes_do_not_wake_it",
        "test_watch_storms::test_sync_beside_watch_beside_an_editor",
    ),
    "F12 the dashboard's own event": (
        "test_watch::test_its_own_writes_do_not_wake_it",
        "test_watch_storms::test_a_live_watcher_ends_where_a_cold_rebuild_would",
    ),
    "F13 two machines that write one dashboard": ("test_sync::test_the_same_notes_give_the_same_bytes_anywhere",),
    "F14 folders that move": ("test_watch::test_folders_that_move",),
    "F15 a note renamed and edited": (
        "test_incremental::TestIncremental",
        "test_rename::test_rename_leads_every_link_there_and_touches_no_other_byte",
    ),
    "F16 a folder and a note in it at once": (
        "test_watch::test_a_new_folder_and_a_note_in_it_at_once",
        "test_watch_storms::test_a_thousand_new_folders_each_with_a_note",
    ),
    "F17 a vault that is unmounted": (
        "test_faults_disk::test_e08_a_folder_that_may_not_be_read",
        "test_watch::test_a_vault_that_vanishes_is_waited_for",
        "test_watch_time::test_vanished_notes_pause_it_and_nothing_is_purged",
        "test_watch_time::test_an_empty_mount_point_is_no_vault_even_without_an_index_on_disk",
    ),
    "F18 a checkout of thousands of notes": (
        "test_watch_storms::test_git_checkouts",
        "test_watch_time::test_a_flood_of_hints_is_bounded_and_not_forgotten",
    ),
    "F19 a touch without a change": (
        "test_sync::test_a_touched_note_is_not_parsed",
        "test_watch::test_the_same_bytes_again_are_no_news",
    ),
    "F20 the same size and time, other bytes": ("test_sync::test_a_change_within_the_same_tick_is_seen",),
    "F21 clocks set back, times in the future": (
        "test_watch_time::test_a_clock_that_was_set_is_noticed_and_does_no_harm",
    ),
    "F22 shares without events": (
        "test_watch_parts::test_shares_are_told_by_the_table_of_mounts",
        "test_watch_parts::test_a_share_is_polled_and_that_is_said",
        "test_watch_time::test_polling_sees_what_events_would",
    ),
    "F23 sleep, a listener that died": (
        "test_watch::test_a_listener_that_died_is_begun_anew",
        "test_watch_parts::test_events_that_keep_breaking_off_are_given_up",
        "test_watch_time::test_sleep_is_followed_by_a_look",
        "test_watch_time::test_a_machine_that_stood_still_is_noticed",
    ),
    "F24 two watchers": (
        "test_watch_cli::test_a_second_watcher_is_refused_until_the_first_is_dead",
        "test_watch_parts::test_one_watcher_for_a_vault",
    ),
    "F25 a scanner that holds the file for a moment": (
        "test_faults_paths::test_f25_a_scanner_holds_the_file_for_a_moment",
    ),
    # Paths and file systems
    "G01 composed and decomposed names": (
        "test_faults_paths::test_g01_two_forms_of_one_name",
        "test_faults_paths::test_g01_a_link_in_another_form_is_followed",
    ),
    "G02 names that differ in capitals": (
        "test_faults_paths::test_g02_names_that_differ_in_capitals",
        "test_rename::test_g02_a_file_system_that_takes_both_names_for_one_loses_nothing",
        "test_rename::test_g02_another_note_of_that_spelling_is_not_overwritten",
        "test_rename::test_a_case_only_and_a_unicode_form_rename",
    ),
    "G03 names that other systems do not take": (
        "test_faults_output::test_g03_h01_any_name_makes_a_portable_file_or_none",
        "test_faults_paths::test_g03_g04_odd_names_are_notes_like_any_other",
        "test_new_note::test_any_file_name_is_portable",
    ),
    "G04 control characters and broken bytes in names": (
        "test_faults_paths::test_g03_g04_odd_names_are_notes_like_any_other",
        "test_vault::test_a_name_that_is_no_text_is_told_and_the_rest_read",
    ),
    "G05 paths that lead out of the vault": (
        "test_faults_paths::test_g05_links_stay_in_the_vault",
        "test_faults_paths::test_g05_arguments_stay_in_the_vault",
        "test_faults_output::test_g03_h01_any_name_makes_a_portable_file_or_none",
    ),
    "G06 links out of the vault, to devices and pipes": (
        "test_faults_paths::test_g06_g08_g09_what_is_no_file_is_not_opened",
        "test_vault::test_links_are_not_followed_but_told_when_they_lead_out",
        "test_faults_paths::test_g08_g14_a_file_that_became_something_else",
    ),
    "G07 circles of links, mounts, vaults in vaults": (
        "test_faults_paths::test_g07_circles_of_links_and_vaults_in_vaults",
        "test_faults_paths::test_g07_a_folder_mounted_below_itself",
    ),
    "G08 a pipe named like a note": (
        "test_faults_paths::test_g06_g08_g09_what_is_no_file_is_not_opened",
        "test_faults_paths::test_g08_g14_a_file_that_became_something_else",
        "test_vault::test_what_is_no_file_is_passed_over",
    ),
    "G09 a folder named like a note": ("test_faults_paths::test_g06_g08_g09_what_is_no_file_is_not_opened",),
    "G10 names and paths that are too long": (
        "test_faults_paths::test_g10_names_and_paths_too_long_for_the_system",
        "test_faults_paths::test_g03_g04_odd_names_are_notes_like_any_other",
    ),
    "G11 folders of programs: hidden ones, git, trash": (
        "test_vault::test_scan_sees_notes_and_nothing_else",
        "test_vault::test_a_second_checkout_of_the_vault_is_left_out",
        "test_watch::test_what_does_not_matter_does_not_wake_it",
        "test_watch_parts::test_which_files_matter",
    ),
    "G12 blanks, quotes, dashes in the vault's path": ("test_faults_paths::test_g12_any_name_of_the_vault",),
    "G13 a vault behind a link, a current folder that is gone": (
        "test_faults_paths::test_g13_a_vault_behind_a_link",
        "test_faults_paths::test_g13_the_current_folder_is_gone",
    ),
    "G14 a file swapped for a link": (
        "test_faults_paths::test_g08_g14_a_file_that_became_something_else",
        "test_faults_paths::test_g14_swapped_for_a_link_in_the_middle_of_a_write",
        "test_vault_files::test_a_folder_swapped_for_a_link_is_not_written_through",
    ),
    "G15 hundreds of hard links, sparse and lying files": (
        "test_faults_paths::test_g15_many_names_of_one_file",
        "test_faults_paths::test_g15_files_that_lie_about_their_size",
        "test_vault_files::test_read_refuses_what_is_no_note",
    ),
    # Output
    "H01 link signs in titles": (
        "test_faults_output::test_g03_h01_any_name_makes_a_portable_file_or_none",
        "test_escape::test_a_wikilink_is_one_link_or_none",
    ),
    "H02 bars in tables": (
        "test_escape::test_a_table_cell_stays_one_cell",
        "test_dashboard::test_no_text_of_a_note_makes_structure",
    ),
    "H03 HTML, scripts, comments": (
        "test_faults_output::test_h03_h04_h05_the_dashboard",
        "test_dashboard::test_no_text_of_a_note_makes_structure",
        "test_report_html_browser::test_nothing_in_a_note_runs",
    ),
    "H04 headings, tasks, fences in values": (
        "test_faults_output::test_h03_h04_h05_the_dashboard",
        "test_dashboard::test_no_text_of_a_note_makes_structure",
    ),
    "H05 our own markers in values": ("test_faults_output::test_h03_h04_h05_the_dashboard",),
    "H06 templates, queries, application links": ("test_escape::test_markdown_holds_nothing_that_programs_look_for",),
    "H07 escape sequences and control characters": (
        "test_faults_output::test_h07_no_command_prints_what_a_terminal_obeys",
        "test_faults_output::test_d17_h07_any_value_is_written_as_it_is_or_refused",
        "test_faults_output::test_h07_controls_in_arguments_are_not_echoed",
        "test_report::test_no_text_of_a_note_reaches_the_terminal_raw",
    ),
    "H08 writing direction, zero width, wide letters": (
        "test_report::test_columns_of_a_text",
        "test_faults_output::test_h07_no_command_prints_what_a_terminal_obeys",
    ),
    "H09 formulas for spreadsheets": (
        "test_faults_output::test_h09_h10_a_table_stays_a_table",
        "test_export_people::test_a_spreadsheet_calculates_nothing",
    ),
    "H10 separators and line breaks in CSV": (
        "test_faults_output::test_h09_h10_a_table_stays_a_table",
        "test_export_people::test_any_text_stays_in_its_cell",
    ),
    "H11 separators and line breaks in iCalendar and vCard": (
        "test_faults_output::test_h11_lines_of_exports_are_ours",
        "test_export_ics::test_any_text_is_folded_and_escaped",
        "test_export_people::test_any_text_is_folded_and_escaped",
    ),
    "H12 broken Unicode, NaN, line separators in JSON": (
        "test_faults_output::test_h12_json_is_strict",
        "test_report::test_json_is_strict_and_harmless",
    ),
    "H13 text that is a shell command": ("test_faults_output::test_h13_names_and_values_reach_programs_as_words",),
    "H14 line breaks that forge a record": ("test_faults_output::test_h14_one_line_a_record",),
    # git
    "I01 conflict markers": ("test_parse_framing::test_conflict_markers_are_named_and_both_sides_count",),
    "I02 signs that are no conflict": ("test_parse_framing::test_conflict_markers_elsewhere_are_text",),
    "I03 a lock of git": (
        "test_faults_git::test_i03_a_lock_of_git_is_none_of_our_business",
        "test_watch_parts::test_what_git_is_in_the_middle_of",
    ),
    "I04 in the middle of a merge or rebase": (
        "test_watch_parts::test_what_git_is_in_the_middle_of",
        "test_watch_time::test_git_in_the_middle_of_something_is_left_in_peace",
    ),
    "I05 line ends that git changes": (
        "test_faults_git::test_i05_other_line_ends_change_no_answer",
        "test_faults_git::test_i05_a_dashboard_with_other_line_ends_settles",
    ),
    "I06 an index inside the vault": (
        "test_index::test_the_file_is_private_and_outside_the_vault",
        "test_sync::test_the_index_is_private_and_outside_the_vault",
    ),
    "I07 a merge that dropped a field": ("test_merge_notes::test_changes_at_different_places_are_both_taken",),
    "I08 a clone on another machine": ("test_faults_git::test_i08_a_clone_gives_the_same",),
    "I09 a repository with settings of a stranger": (
        "test_faults_git::test_i09_settings_of_a_strange_repository_start_nothing",
    ),
    # Time
    "J01 dates without a time": ("test_faults_time::test_j01_dates_are_the_same_in_every_zone",),
    "J02 midnight, and zones at either end": (
        "test_faults_time::test_j01_dates_are_the_same_in_every_zone",
        "test_watch_cli::test_the_system_moves_to_another_time_zone",
        "test_watch_time::test_another_time_zone_in_the_settings",
    ),
    "J03 changes of the clocks, a day that was skipped": (
        "test_faults_time::test_j03_hours_and_days_that_do_not_exist",
        "test_faults_time::test_j03_days_are_counted_by_the_calendar",
        "test_checks_interview::test_an_hour_that_the_clock_skips",
    ),
    "J04 the end of February": ("test_faults_time::test_j04_a_birthday_on_a_leap_day",),
    "J05 the first and the last day of the calendar": ("test_faults_time::test_j05_the_first_and_the_last_day",),
    "J06 dates in the wrong order or in the future": (
        "test_checks_interview::test_a_talk_that_is_over_lies_in_the_past",
        "test_checks_values::test_a_fact_is_never_later_than_today",
        "test_checks_contact::test_dates_of_a_contact_stand_in_order",
    ),
    "J07 an hour in another zone on another day": ("test_parse_yaml::test_b09_zone_never_shifts_the_day",),
    "J08 other languages of the machine": (
        "test_faults_time::test_j08_the_language_of_the_machine",
        "test_cli::test_any_locale_gives_the_same_bytes",
    ),
    "J09 midnight while watching": (
        "test_watch::test_a_new_day_is_noticed_without_an_event",
        "test_watch_cli::test_the_system_moves_to_another_time_zone",
        "test_watch_time::test_midnight",
    ),
    "J10 the week at the turn of the year": (
        "test_faults_time::test_j10_weeks_at_the_turn_of_the_year",
        "test_faults_time::test_j10_the_pace_of_the_last_week_of_2026",
    ),
    # The index
    "K01 killed or failed at each call of SQLite": (
        "test_index_damage::test_a_killed_run_leaves_the_last_whole_one",
        "test_faults_crash::test_at_every_file_call",
    ),
    "K02 an index deleted, cut, garbled, of another version": (
        "test_index_damage::test_flipped_bytes_are_survived",
        "test_index_damage::test_an_index_of_another_version_is_made_anew",
        "test_sync::test_the_index_may_be_deleted_or_damaged",
    ),
    "K03 an index older or newer than the notes": (
        "test_faults_index::test_k03_an_index_older_and_newer_than_the_notes",
        "test_faults_index::test_k06_a_log_that_was_lost",
    ),
    "K04 several processes": (
        "test_faults_index::test_k04_six_processes_at_once",
        "test_index_damage::test_another_process_is_waited_for_and_then_named",
        "test_watch_storms::test_sync_beside_watch_beside_an_editor",
    ),
    "K05 no place for the index": (
        "test_faults_index::test_k05_a_cache_that_may_not_be_written",
        "test_watch_parts::test_without_a_place_for_the_lock_it_is_done_without",
        "test_watch_time::test_an_empty_mount_point_is_no_vault_even_without_an_index_on_disk",
    ),
    "K06 logs of the database lost or alone": (
        "test_faults_index::test_k06_a_log_that_was_lost",
        "test_index_damage::test_logs_that_belong_to_no_index_are_ignored",
    ),
    "K07 a note that was good and is broken": (
        "test_faults_index::test_k07_a_note_that_was_good_and_is_broken",
        "test_sync::test_three_bad_notes_cost_only_themselves",
    ),
    "K08 signs of SQL and full text": (
        "test_faults_index::test_k08_no_text_is_a_language",
        "test_index::test_full_text_finds_words_as_people_type_them",
    ),
    "K09 incremental equals cold, after anything": (
        "test_incremental::TestIncremental",
        "test_watch_storms::test_a_live_watcher_ends_where_a_cold_rebuild_would",
    ),
    "K10 order of files, seeds of hashes": (
        "test_faults_index::test_k10_no_order_of_the_machine_is_seen",
        "test_sync::test_the_same_notes_give_the_same_bytes_anywhere",
    ),
}
"""What happens -> `module::test` of each test that shows what then comes of it."""
