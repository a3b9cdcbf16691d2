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
    public static readonly Argument<Guid[]> Ids = new("ID")
    {
        Arity = ArgumentArity.ZeroOrMore, Description = "The items, by the ids that 'viaduct messages list' shows.",
    };

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

    private static readonly Option<Guid?> Message = new("--message")
    {
        HelpName = "ID", Description = "Only of this message.",
    };

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

    /// <summary>The ids that are meant.</summary>
    /// <param name="call">The call.</param>
    /// <param name="actions">The items.</param>
    /// <param name="states">The states that the command can do something with.</param>
    /// <exception cref="CommandFailedException">Neither ids nor <c>--all</c> were given, or both.</exception>
    public static async Task<IReadOnlyList<Guid>> IdsAsync(
        CommandCall call, OpenItemActions actions, IReadOnlyList<OpenItemState> states)
    {
        var ids = call.Get(Ids) ?? [];
        bool all = call.Get(All);
        if (ids.Length > 0 == all)
            throw new CommandFailedException(
                ExitCode.BadUsage, "Which items? Give their ids, or --all with --state, --port, --code or --message.");
        if (!all) return [.. ids.Distinct()];
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
            result.AddError($"'{token.Value}' is no state. States are {string.Join(", ", words)}.");
    }
}
