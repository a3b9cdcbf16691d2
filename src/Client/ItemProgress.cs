namespace Viaduct.Client;

/// <summary>How far a large interchange has come.</summary>
/// <param name="Publishing">True if its messages are being published; false while all of it is checked first.</param>
/// <param name="Messages">How many messages have been published or suspended or, before that, checked.</param>
/// <param name="Bytes">About how many bytes of it have been read.</param>
/// <param name="Length">Its length in bytes; 0 if unknown.</param>
public sealed record ItemProgress(bool Publishing, int Messages, long Bytes, long Length);
