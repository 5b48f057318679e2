"""32 keys in a real JupyterLab: by keyboard from the prediction to free play, in both themes."""


def test_from_the_prediction_to_free_play_by_keyboard(explorer_page):
    explorer, page = explorer_page, explorer_page.page
    explorer.tick("Hungary")
    explorer.type("How many of them agree", "2")
    explorer.go_on("Keep my prediction", "Mission 1")

    # mission 1: the record
    explorer.reads("Week to 21 February 2024")
    explorer.slide("Week to", *8 * ["ArrowRight"])
    explorer.reads("Week to 17 April 2024: 7 of 32")
    assert page.locator(".nc-tiles > li").count() == 32
    assert page.get_by_role("listitem").filter(has_text="Hungary: no, 5 Mar").count() == 1, "the state is a word"
    explorer.clean_in_both_themes(color_contrast=60)
    explorer.slide("Week to", "End")
    explorer.found("turned in this order")

    # mission 2: the model
    explorer.go_on("Next mission", "Mission 2")
    explorer.reads("28 of 32")
    explorer.tick("Assurance to Türkiye", "checkbox")
    explorer.parts(1)
    for name in ("Hungary", "Slovakia", "Romania"):
        explorer.tick(f"Assurance to {name}", "checkbox")
    explorer.found("Keys turned by one assurance")

    # mission 3: another rule
    explorer.go_on("Next mission", "Mission 3")
    page.get_by_role("combobox", name="Rule").select_option("two-thirds")
    explorer.reads("21 of 31")
    explorer.go_on("Read the limits", "Limits")
    explorer.tells("The weights are stipulated.")
    explorer.go_on("Start free play", "Free play")

    # free play: the table of races, the table of allies; keys of the notebook do nothing here
    page.get_by_role("combobox", name="Show").select_option("races")
    page.get_by_role("rowheader", name="No assurance at all").wait_for()
    explorer.clean(color_contrast=30)
    page.get_by_role("combobox", name="Show").select_option("model")
    explorer.reads("allies say yes in the model")
    explorer.table("Luxembourg")
    with explorer.notebook.untouched():
        page.get_by_role("button", name="Back", exact=True).focus()
        explorer.notebook.press("d", "d")
    explorer.notebook.fine()
