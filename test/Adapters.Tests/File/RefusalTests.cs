using Viaduct.Adapters.File.Native;
using Viaduct.Core.Adapters;

namespace Viaduct.Adapters.Tests.File;

/// <summary>The message box does not take a file, or the folder lets it be neither renamed nor deleted.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly ReceiveWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_refused_item_is_given_back()
    {
        _world.Drop("a.txt");
        var process = _world.Start();
        process.Session.Answer = _ => new IntakeResult(IntakeOutcome.Refused, Guid.Empty);
        await process.RoundAsync();
        Assert.Equal(["a.txt"], _world.Names);
        Assert.Empty(_world.Box.Claims);
    }

    [Fact]
    public async Task A_refused_item_whose_name_is_taken_again_stays_claimed_and_comes_in_later()
    {
        _world.Drop("a.txt", "first");
        var process = _world.Start();
        process.Session.Answer = _ =>
        {
            if (_world.Names.All(name => name != "a.txt")) _world.Drop("a.txt", "second");
            return new IntakeResult(IntakeOutcome.Refused, Guid.Empty);
        };
        await process.RoundAsync();
        Assert.Equal(2, _world.Names.Length);

        process.Session.Answer = _ => null;
        await process.RoundAsync();
        _world.Time.Advance(_world.Options.Every);
        await process.RoundAsync();
        Assert.Equal(["first", "second"], _world.Box.Items.Select(item => item.Text));
        Assert.Empty(_world.Names);
    }

    [Fact]
    public async Task A_delete_that_fails_is_tried_again_and_the_file_not_taken_in_again()
    {
        _world.Drop("a.txt");
        var process = _world.Start();
        process.Files.Fault = (call, _) => call == "Delete" ? FileFaultKind.Denied : null;
        for (int i = 0; i < 3; i++) Assert.Equal(1, (await process.RoundAsync()).InHand);
        Assert.Single(_world.Log.Of(4111));
        Assert.Single(_world.Names);

        process.Files.Fault = (_, _) => null;
        await process.RoundAsync();
        Assert.Single(_world.Box.Items);
        Assert.Empty(_world.Names);
        Assert.Empty(_world.Box.Claims);
    }

    [Fact]
    public async Task A_file_that_cannot_be_renamed_is_left_with_a_reason()
    {
        _world.Drop("a.txt");
        var process = _world.Start();
        process.Files.Fault = (call, _) => call == "RenameToFree" ? FileFaultKind.Denied : null;
        for (int i = 0; i < 3; i++) await process.RoundAsync();
        Assert.Equal(["a.txt"], _world.Names);
        Assert.Empty(_world.Box.Items);
        Assert.Empty(_world.Box.Claims);
        Assert.Contains("keep: true", Assert.Single(_world.Log.Of(4115)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_exact_rename_an_ordinary_one_claims()
    {
        _world.Drop("a.txt");
        var process = _world.Start();
        process.Files.Fault = (call, _) => call == "RenameToFree" ? FileFaultKind.Unsupported : null;
        await process.RoundAsync();
        Assert.Single(_world.Box.Items);
        Assert.Empty(_world.Names);
    }

    [Fact]
    public async Task A_process_that_may_not_claim_leaves_the_files()
    {
        _world.Drop("a.txt");
        var process = _world.Start();
        process.Session.MayClaim = false;
        await process.RoundAsync();
        Assert.Equal(["a.txt"], _world.Names);
        Assert.Empty(_world.Box.Items);
    }
}
