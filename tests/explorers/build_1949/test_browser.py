"""Build your own 1949 in a real JupyterLab: by keyboard, by a click on the map, and in both themes."""


def test_from_prediction_to_free_play(explorer_page):
    explorer, page = explorer_page, explorer_page.page
    page.set_viewport_size({"width": 1200, "height": 2400})
    explorer.type("How many of the ten", "4")
    explorer.notebook.press("Tab", "2", "Tab", "Space", "Tab", "Enter")
    explorer.tick("United Kingdom", "checkbox")
    explorer.reads("1949: 1 state with 7.1 %")
    page.locator("path[data-iso3=FRA]").click()
    explorer.reads("1949: 2 states with 10.6 %")
    assert page.get_by_role("checkbox", name="France").is_checked()
    page.locator("path[data-iso3=POL]").click()  # on the other side, so nothing happens
    explorer.press("The ten European founders")
    explorer.found("Ten are not enough")
    assert page.locator("path[data-look=ours]").count() == 15  # with five islands that are drawn apart

    explorer.go_on("Next mission", "Mission 2 of 3")
    for name in ("Canada", "United States"):
        explorer.tick(name, "checkbox")
    explorer.found("2.6 times")

    explorer.go_on("Next mission", "Mission 3 of 3")
    explorer.slide("Year", "End")
    explorer.reads("1955:")
    for name in ("Greece", "Türkiye", "West Germany"):
        explorer.tick(name, "checkbox")
    page.get_by_role("combobox", name="Compare with").select_option("PACT")
    explorer.found("1.95 times")
    picture = page.locator(".nc-chart [data-nc-picture]")
    page.wait_for_function("() => document.querySelector('.nc-chart [role=img]')?.ariaLabel.includes('44.7 %')")
    assert picture.locator("rect[data-side]").count() == 14
    assert page.locator(".nc-chart [role=img] :is(input, button)").count() == 0

    explorer.go_on("Read the limits", "Limits")
    explorer.tells("Steel is not will.")
    explorer.go_on("Start free play", "Free play")
    with explorer.notebook.untouched():
        page.get_by_role("checkbox", name="Ireland").focus()
        explorer.notebook.press("d", "d")
    explorer.press("Reset")
    explorer.reads("no state with figures is chosen yet")
    assert page.get_by_role("checkbox", name="West Germany (no figures)").is_enabled()
    explorer.press("All twelve founders")
    explorer.reads("12 states")
    explorer.table("Luxembourg")
    explorer.clean_in_both_themes(color_contrast=40)
    explorer.notebook.fine()
