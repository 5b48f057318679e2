"""Who helps most? in a real JupyterLab: predict, three missions, limits and free play by keyboard, in both themes."""

BARS = ".nc-chart .nc-bar"


def test_the_whole_way_by_keyboard(explorer_page):
    explorer, page = explorer_page, explorer_page.page
    explorer.clean(color_contrast=5)
    for name in ("United States, Germany, United Kingdom", "Poland, Romania, Slovakia"):
        explorer.tick(name)
    explorer.go_on("Keep my prediction", "Mission 1")
    explorer.reads("United States €115.4 bn")
    page.locator(BARS).first.wait_for()
    assert page.locator(BARS).count() == 10
    names = page.locator(".nc-chart .nc-tick.nc-name").all_text_contents()
    assert {"United States", "EU institutions", "Denmark"} <= set(names)

    page.get_by_label("In which unit").select_option("gdp")
    explorer.found("Denmark, Estonia and Lithuania")
    with explorer.notebook.untouched():
        page.locator(".nc-text").focus()
        explorer.notebook.press("d", "d", "x", "b")

    explorer.go_on("Next mission", "Mission 2")
    page.get_by_label("What is counted").select_option("committed")
    explorer.found("€190.7 bn")
    explorer.clean_in_both_themes(color_contrast=5)

    explorer.go_on("Next mission", "Mission 3")
    page.get_by_label("Which months").select_option("new")
    explorer.found("two sentences")
    explorer.go_on("Read the limits", "Limits")
    explorer.tells("Promised is not given.")
    explorer.go_on("Start free play", "Free play")
    explorer.tick("Allies only", "checkbox")
    explorer.reads("allies only")
    explorer.table("Estonia")
    explorer.clean(color_contrast=5)
    explorer.notebook.fine()
