namespace Viaduct.Cli.Drill;

/// <summary>A message that a drill has put in.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Key">What is delivered in order has the same.</param>
/// <param name="Begun">When it was put in, since the drill began.</param>
/// <param name="Accepted">When it was seen to be taken in, not sooner than it was; null if it was not.</param>
internal sealed record ProbeMessage(int Number, int Key, TimeSpan Begun, TimeSpan? Accepted);
