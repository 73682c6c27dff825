"""click in Swedish: help pages and usage errors.

Owns every word click would otherwise say in English.
"""

import click

HEADINGS = {"Usage:": "Användning:", "Options": "Val", "Commands": "Kommandon", "Arguments": "Argument"}


class _Swedish(click.Command):
    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = [
            piece.replace("[OPTIONS]", "[VAL]").replace("COMMAND [ARGS]...", "KOMMANDO …")
            for piece in self.collect_usage_pieces(ctx)
        ]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Användning: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [record for parameter in self.get_params(ctx) if (record := parameter.get_help_record(ctx))]
        with formatter.section("Val"):
            formatter.write_dl(records)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Visa den här hjälpen."
        return option


class SwedishCommand(_Swedish):
    """A command with a Swedish help page."""


class SwedishGroup(_Swedish, click.Group):
    """A group with a Swedish help page."""

    command_class = SwedishCommand

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        named = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, command.get_short_help_str(limit=100)) for name, command in named if command]
        with formatter.section("Kommandon"):
            formatter.write_dl(rows)


class WholeNumber(click.IntRange):
    """A whole number within limits; another is refused with those allowed."""

    def convert(self, value: int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            limits = f"minst {self.min}" if self.max is None else f"{self.min}–{self.max}"
            self.fail(f"«{value}» kan inte användas. Tillåtet: heltal, {limits}.", param, ctx)


def usage_line(error: click.UsageError) -> str:
    """A usage error as one Swedish line that ends with where to find help."""
    command = error.ctx.command_path if error.ctx else "statsbidrag"
    see = f"Se {command} --help."
    if isinstance(error, click.NoSuchOption):
        near = f"; menade du {error.possibilities[0]}?" if error.possibilities else ""
        return f"Valet {error.option_name} finns inte{near}. {see}"
    if isinstance(error, click.MissingParameter):
        name = error.param.opts[0] if error.param else ""
        return f"Valet {name} saknas. {see}"
    if isinstance(error, click.BadOptionUsage):
        return f"Valet {error.option_name} saknar värde. {see}"
    if isinstance(error, click.BadParameter):
        name = error.param.opts[0] if error.param else "Värdet"
        return f"{name}: {error.message} {see}"
    if "No such command" in error.message:
        allowed = (
            ", ".join(error.ctx.command.list_commands(error.ctx))
            if error.ctx and isinstance(error.ctx.command, click.Group)
            else ""
        )
        return f"Kommandot {error.message.split(chr(39))[1]} finns inte. Tillåtna: {allowed}. {see}"
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    return f"Kommandot är inte rätt skrivet. {see}"
