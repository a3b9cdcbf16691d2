using System.Text;
using Viaduct.Core.Messages;

namespace Viaduct.Adapters.Tests.Http;

/// <summary>A message that has arrived at the far end.</summary>
internal sealed record Delivered(Guid Interchange, MessageContext Context, byte[] Bytes, string Hash)
{
    public string Text => Encoding.UTF8.GetString(Bytes);
}
