using Viaduct.Adapters.File;
using Viaduct.Core.Messages;

namespace Viaduct.Adapters.Tests.File;

/// <summary>Macros, and which names may be written.</summary>
public sealed class FileNamesTests
{
    private static readonly DateTimeOffset Received = new(1997, 7, 12, 10, 35, 23, 456, TimeSpan.Zero);
    private static readonly TimeZoneInfo India = Zone(330);

    [Theory]
    [InlineData("%datetime%", "1997-07-12T103523")]
    [InlineData("%datetime_bts2000%", "199707121035234")]
    [InlineData("%datetime.tz%", "1997-07-12T160523+530")]
    [InlineData("%time%", "103523")]
    [InlineData("%time.tz%", "160523+530")]
    [InlineData("%SourceFileName%", "order 1.txt")]
    [InlineData("a-%TIME%-%sourcefilename%", "a-103523-order 1.txt")]
    [InlineData("100%-%time%%time%.xml", "100%-103523103523.xml")]
    [InlineData("%Unknown%-%time%", "%Unknown%-103523")]
    [InlineData("% %%", "% %%")]
    public void Expand_KnownMacros_AreReplaced(string template, string expected)
    {
        var name = new FileNameTemplate(template, India).Expand(Message("/in/order 1.txt"));
        Assert.Equal(expected, name);
    }

    [Fact]
    public void Expand_MessageId_IsTheIdInLowerCaseWithDashes()
    {
        var message = Message(null);
        Assert.Equal($"{message.Id:D}.xml", new FileNameTemplate("%MessageID%.xml", India).Expand(message));
    }

    [Theory]
    [InlineData(-480, "-800")]
    [InlineData(0, "+000")]
    [InlineData(600, "+1000")]
    [InlineData(-30, "-030")]
    public void Expand_TimeZones_AreWrittenAsBizTalkDoes(int minutes, string offset) =>
        Assert.EndsWith(
            offset, new FileNameTemplate("%time.tz%", Zone(minutes)).Expand(Message(null)), StringComparison.Ordinal);

    [Theory]
    [InlineData(null, "%SourceFileName%")]
    [InlineData(@"C:\in\order.xml", "order.xml")]
    [InlineData(@"/in/C:\evil\a.xml", "a.xml")]
    [InlineData("/in/%MessageID%", "%MessageID%")]
    public void Expand_SourceFileName_IsTheLastPartAndNotExpandedAgain(string? received, string expected) =>
        Assert.Equal(expected, new FileNameTemplate("%SourceFileName%", India).Expand(Message(received)));

    [Fact]
    public void Expand_AnyAttempt_GivesTheSameName()
    {
        var message = Message("/in/a.xml");
        var template = new FileNameTemplate("%MessageID%-%datetime_bts2000%-%SourceFileName%", India);
        Assert.Equal(template.Expand(message), template.Expand(message));
    }

    [Theory]
    [InlineData("order.xml")]
    [InlineData("..order")]
    [InlineData("ünï 日本 %x% {1} (2) [3] '4' ;,=+&$#@!~^.xml")]
    [InlineData("console.xml")]
    [InlineData("COM10")]
    public void ObjectionToWriting_GoodNames_HaveNone(string name) =>
        Assert.Null(FileNameRules.ObjectionToWriting(name));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("../a")]
    [InlineData(@"a\b")]
    [InlineData(@"..\a")]
    [InlineData("a:b")]
    [InlineData("a*")]
    [InlineData("a?")]
    [InlineData("a|b")]
    [InlineData("<a>")]
    [InlineData("a\"b")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u202Eb")]
    [InlineData("a\uFFFDb")]
    [InlineData("a.")]
    [InlineData("a ")]
    [InlineData("con")]
    [InlineData("NUL.xml")]
    [InlineData("com1.tar.gz")]
    [InlineData("aux .txt")]
    [InlineData("LPT¹")]
    [InlineData("a.viaduct")]
    [InlineData("a.VIADUCT-tmp")]
    [InlineData("a.viaduct-lock")]
    public void ObjectionToWriting_BadNames_HaveOne(string name) =>
        Assert.NotNull(FileNameRules.ObjectionToWriting(name));

    [Fact]
    public void ObjectionToWriting_HalfCharactersAndTooManyBytes_HaveOne()
    {
        Assert.NotNull(FileNameRules.ObjectionToWriting("a\uD800b"));
        Assert.NotNull(FileNameRules.ObjectionToWriting("a\uDC00\uD800b"));
        Assert.Null(FileNameRules.ObjectionToWriting(new string('漢', 85)));
        Assert.NotNull(FileNameRules.ObjectionToWriting(new string('漢', 86)));
    }

    [Fact]
    public void Cut_LongNames_KeepWholeCharacters()
    {
        Assert.Equal("漢漢", FileNameRules.Cut("漢漢漢", 8));
        Assert.Equal("😀", FileNameRules.Cut("😀😀", 7));
        Assert.Equal("abc", FileNameRules.Cut("abc", 3));
    }

    [Fact]
    public void SendRecord_Text_IsReadBack()
    {
        var record = new SendRecord
        {
            Kind = SendRecordKind.Append, Folder = "/a folder/ä", FolderId = ulong.MaxValue, Final = "x y.xml",
            Temporary = ".t", FileId = 7, Offset = 1L << 40, Length = 3, Hash = "ab",
        };
        Assert.Equal(record, SendRecord.Parse(record.ToString()));
        foreach (string text in new[] { "", "file/2", record.ToString() + "\n", "file/1\nNothing\n\n\n\n\n\n\n\n" })
            Assert.Null(SendRecord.Parse(text));
    }

    private static Message Message(string? received)
    {
        var context = new MessageContextBuilder();
        if (received is not null) context.Promote(FileProperties.ReceivedFileName, PropertyValue.From(received));
        var id = Guid.CreateVersion7(Received);
        return new Message(id, id, context.Build(), [new MessagePart(MessagePart.BodyName, Body.Empty)]);
    }

    private static TimeZoneInfo Zone(int minutes) =>
        TimeZoneInfo.CreateCustomTimeZone($"{minutes}", TimeSpan.FromMinutes(minutes), "test", "test");
}
