using System.CommandLine;
using System.CommandLine.Parsing;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary>Which open items a command is about: by id, or all that fit a filter.</summary>
internal static class ItemSelection
{
    /// <summary>The most items that one command changes or saves.</summary>
    public const int ItemsMax = JobRequest.ItemsMax;

    /// <summary>Items by id.</summary>
    public static readonly Argument<Guid[]> Ids = new Argument<Guid[]>("ID")
    {
        Arity = ArgumentArity.ZeroOrMore, Description = "The items, by the ids that 'viaduct messages list' shows.",
    }.TakesIds();

    /// <summary>All that fit.</summary>
    public static readonly Option<bool> All = new("--all")
    {
        Description = "All items that the other options fit, instead of ids.",
    };

    private static readonly Option<string[]> State = new Option<string[]>("--state")
    {
        HelpName = "STATE", AllowMultipleArgumentsPerToken = false,
        Description = $"Only in this state: {string.Join(", ", ItemStates.All)}. "
            + "May be given several times.",
    }.AcceptWords(ItemStates.All, "state");

    private static readonly Option<string?> Port = new("--port")
    {
        HelpName = "NAME", Description = "Only of this send port or receive location.",
    };

    private static readonly Option<string?> Code = new("--code")
    {
        HelpName = "CODE", Description = "Only with this failure code, for example no-subscriber.",
    };

    private static readonly Option<Guid?> Message = new Option<Guid?>("--message")
    {
        HelpName = "ID", Description = "Only of this message.",
    }.TakesId();

    private static readonly Option<Guid?> Interchange = new Option<Guid?>("--interchange")
    {
        HelpName = "ID", Description = "Only of this interchange.",
    }.TakesId();

    private static readonly Option<string?> Text = new("--text")
    {
        HelpName = "TEXT", Description = "Only with this in the text of the failure, in upper or lower case.",
    };

    private static readonly Option<string?> Property = new("--property")
    {
        HelpName = "NAME=VALUE",
        Description = "Only with this value of a property; NAME as in filters, or a local name alone.",
    };

    private static readonly Option<string?> From = new("--from")
    {
        HelpName = "TIME",
        Description = "Only changed at this time or later: 2026-01-31T10:00:00Z, or 15m, 2h, 3d for so long ago.",
    };

    private static readonly Option<string?> To = new("--to")
    {
        HelpName = "TIME", Description = "Only changed at this time or earlier.",
    };

    /// <summary>Adds the options of the filter.</summary>
    public static CliCommand WithFilter(this CliCommand command) =>
        command.With(State, Port, Code, Message, Interchange, Text, Property, From, To);

    /// <summary>The query that the options say.</summary>
    public static ItemQuery Query(CommandCall call)
    {
        string[] states = call.Get(State) ?? [];
        return new ItemQuery
        {
            States = states.Length == 0 ? null : states, Port = call.Get(Port), Code = call.Get(Code),
            MessageId = call.Get(Message), InterchangeId = call.Get(Interchange), Text = call.Get(Text),
            Property = call.Get(Property), From = TimeText.Read(call.Get(From), "--from"),
            To = TimeText.Read(call.Get(To), "--to"),
        };
    }

    /// <summary>Refuses a call that does not say which items are meant. Needs no store.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isFinal">True if what the command does cannot be undone: all must not mean everything.</param>
    /// <exception cref="CommandFailedException">Neither ids nor <c>--all</c> were given, or both.</exception>
    public static void Check(CommandCall call, bool isFinal = false)
    {
        const string Filters = "--state, --port, --code, --message, --text or --property";
        bool ids = call.Get(Ids) is { Length: > 0 };
        bool all = call.Get(All);
        string? wrong = (ids, all) switch
        {
            (false, false) => $"Which items? Give their ids, or --all with {Filters}.",
            (true, true) => "Ids and --all stand together. Leave --all out to mean these items only, or leave the ids "
                + $"out and narrow --all with {Filters}.",
            (true, false) when !Query(call).IsEmpty() =>
                $"{Filters} go with --all, and ids are given. Leave one of both out.",
            (false, true) when isFinal && Query(call).IsEmpty() =>
                $"--all alone would delete every message for good. Say which: add {Filters}; "
                + "'viaduct messages list' with the same options shows what fits.",
            _ => null,
        };
        if (wrong is not null) throw new CommandFailedException(ExitCode.BadUsage, wrong);
    }

    /// <summary>All items that fit, in pages, up to a number.</summary>
    /// <param name="operations">The group.</param>
    /// <param name="query">Which.</param>
    /// <param name="itemsMax">How many at most.</param>
    /// <param name="fileNames">True to look the names of their files up.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <returns>The items, and whether there are more.</returns>
    public static async Task<(List<ItemView> Items, bool More)> ListAsync(
        IGroupOperations operations, ItemQuery query, int itemsMax, bool fileNames, CancellationToken cancellationToken)
    {
        var items = new List<ItemView>();
        string? after = null;
        do
        {
            var options = new PageOptions
            {
                Limit = Math.Min(itemsMax - items.Count, PageOptions.LimitMax), After = after,
                // The name stands in the message itself, which must be read for it.
                FileNames = fileNames && items.Count < FileNamesMax,
            };
            var page = await operations.ListItemsAsync(query, options, cancellationToken);
            items.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null && items.Count < itemsMax);

        return (items, after is not null);
    }

    /// <summary>For how many items the name of the file is looked up.</summary>
    public const int FileNamesMax = 1_000;

    /// <summary>Refuses other words than these.</summary>
    internal static Option<string[]> AcceptWords(this Option<string[]> option, IReadOnlyList<string> words, string noun)
    {
        option.CompletionSources.Add([.. words]);
        option.Validators.Add(result => CheckWords(result, words, noun));
        return option;
    }

    private static void CheckWords(OptionResult result, IReadOnlyList<string> words, string noun)
    {
        foreach (var token in result.Tokens.Where(token => !words.Contains(token.Value, StringComparer.Ordinal)))
            result.AddError($"'{token.Value}' is not a {noun}. There are {string.Join(", ", words)}.");
    }
}
