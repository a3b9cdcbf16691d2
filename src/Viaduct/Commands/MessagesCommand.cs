using System.CommandLine;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct messages</c>: what is suspended or waits, and the way that messages took.</summary>
internal static class MessagesCommand
{
    /// <summary>The command with those below it.</summary>
    public static Command Create() => new Command(
        "messages", "Look at suspended and waiting messages, save, resume or terminate them, and find a message's way.")
    {
        MessagesListCommand.Create(),
        MessagesShowCommand.Create(),
        MessagesSaveCommand.Create(),
        MessagesResumeCommand.Create(),
        MessagesTerminateCommand.Create(),
        MessagesTrackCommand.Create(),
        MessagesStoryCommand.Create(),
    };
}
