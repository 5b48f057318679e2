"""Would you attack? in a real JupyterLab: by keyboard, through its tabs, and for a screen reader in both themes."""


def test_from_prediction_to_every_tab_by_keyboard_in_both_themes(explorer_page):
    explorer, page, press = explorer_page, explorer_page.page, explorer_page.notebook.press
    explorer.type("How probable", "40")
    press("Tab", "Space", "Tab", "Space")
    explorer.go_on("Keep my prediction", "Mission 1")
    explorer.clean(color_contrast=10)

    page.get_by_role("button", name="74.5 %").press("Enter")
    explorer.reads("probability of 74.5 %")
    page.locator(".nc-chip[aria-pressed=true]", has_text="74.5 %").wait_for()
    explorer.slide("Probability that the allies come", "Home", *130 * ["ArrowRight"])
    explorer.reads("The tipping point is 64.8 %")
    explorer.found("You said 40, it was 65 %: off by 25.")

    explorer.go_on("Next mission", "Mission 2")
    page.get_by_role("combobox", name="Taken away").select_option("ten")
    explorer.parts(1)
    page.get_by_role("combobox", name="Taken away").select_option("largest")
    explorer.found("One decision outweighs ten")

    explorer.go_on("Next mission", "Mission 3")
    explorer.slide("Cost of a force", "Home", *27 * ["ArrowRight"])
    explorer.slide("Cost of breaking", "Home", *17 * ["ArrowRight"])
    explorer.found("Tying hands does better")
    explorer.to_free_play()

    page.get_by_role("radio", name="Two ways to be believed").press("ArrowUp")
    explorer.reads("31 allies may come")
    assert page.evaluate("document.activeElement.value") == "allies"  # the focus stays on the tab
    page.locator(".nc-allies summary").press("Enter")
    with explorer.notebook.untouched():
        explorer.slide("United States", "End", "d", "d", "x", "b")
        explorer.reads("some at their own rate, the rest at 0 % each")

    pictures = {"One answer": "attacking is worth", "Ally by ally": "allies may come", "Two ways": "Force sent ahead"}
    for dark, tabs in ((True, pictures), (False, ["Ally by ally"])):
        explorer.notebook.theme(dark)
        for tab in tabs:
            page.get_by_role("radio", name=tab).check()
            page.get_by_role("img", name=pictures[tab]).wait_for()
            explorer.clean(color_contrast=10)
    explorer.notebook.fine()
