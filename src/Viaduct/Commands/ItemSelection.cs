using System.CommandLine;
using System.CommandLine.Parsing;
using Viaduct.Cli.CommandLine;
using Viaduct.Core.Hosting;
using Viaduct.Core.Store;

namespace Viaduct.Cli.Commands;

/// <summary>Which open items a command is about: by id, or all that fit a filter.</summary>
internal static class ItemSelection
{
    /// <summary>The most items that one command changes or saves.</summary>
    public const int ItemsMax = 100_000;

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
        Description = $"Only in this state: {string.Join(", ", Words.All<OpenItemState>())}. "
            + "May be given several times.",
    }.AcceptWords(Words.All<OpenItemState>());

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

    /// <summary>Adds the options of the filter.</summary>
    public static CliCommand WithFilter(this CliCommand command) => command.With(State, Port, Code, Message);

    /// <summary>The filter that the options say.</summary>
    public static OpenItemFilter Filter(CommandCall call)
    {
        string[] states = call.Get(State) ?? [];
        return new OpenItemFilter
        {
            States = states.Length == 0 ? null : [.. states.Select(Words.Value<OpenItemState>)],
            Port = call.Get(Port), FailureCode = call.Get(Code), MessageId = call.Get(Message),
        };
    }

    /// <summary>Refuses a call that does not say which items are meant. Needs no store.</summary>
    /// <param name="call">The call.</param>
    /// <param name="isFinal">True if what the command does cannot be undone: all must not mean everything.</param>
    /// <exception cref="CommandFailedException">Neither ids nor <c>--all</c> were given, or both.</exception>
    public static void Check(CommandCall call, bool isFinal = false)
    {
        const string Filters = "--state, --port, --code or --message";
        bool ids = call.Get(Ids) is { Length: > 0 };
        bool all = call.Get(All);
        string? wrong = (ids, all) switch
        {
            (false, false) => $"Which items? Give their ids, or --all with {Filters}.",
            (true, true) => "Ids and --all stand together. Leave --all out to mean these items only, or leave the ids "
                + $"out and narrow --all with {Filters}.",
            (true, false) when Filter(call) != new OpenItemFilter() =>
                $"{Filters} go with --all, and ids are given. Leave one of both out.",
            (false, true) when isFinal && Filter(call) == new OpenItemFilter() =>
                $"--all alone would delete every message for good. Say which: add {Filters}; "
                + "'viaduct messages list' with the same options shows what fits.",
            _ => null,
        };
        if (wrong is not null) throw new CommandFailedException(ExitCode.BadUsage, wrong);
    }

    /// <summary>The ids that are meant.</summary>
    /// <param name="call">The call.</param>
    /// <param name="actions">The items.</param>
    /// <param name="states">The states that <c>--all</c> means without <c>--state</c>.</param>
    public static async Task<IReadOnlyList<Guid>> IdsAsync(
        CommandCall call, OpenItemActions actions, IReadOnlyList<OpenItemState> states)
    {
        if (!call.Get(All)) return [.. (call.Get(Ids) ?? []).Distinct()];
        var filter = Filter(call);
        var fitting = new List<Guid>();
        await foreach (var item in actions.ListAsync(filter with { States = filter.States ?? states }, call.Stop))
        {
            fitting.Add(item.Id);
            if (fitting.Count == ItemsMax) break;
        }

        return fitting;
    }

    private static Option<string[]> AcceptWords(this Option<string[]> option, string[] words)
    {
        option.CompletionSources.Add(words);
        option.Validators.Add(result => CheckWords(result, words));
        return option;
    }

    private static void CheckWords(OptionResult result, string[] words)
    {
        foreach (var token in result.Tokens.Where(token => !words.Contains(token.Value, StringComparer.Ordinal)))
            result.AddError($"'{token.Value}' is not a state. States are {string.Join(", ", words)}.");
    }
}
