using WeId.Workflows.Partners.Channels.Drukker;

namespace WeId.Workflows.UnitTests.Partners.Channels;

public sealed class PostOptionsTests : IDisposable
{
    private readonly TemporaryFolder uit = new();
    private readonly TemporaryFolder terug = new();

    public void Dispose()
    {
        uit.Dispose();
        terug.Dispose();
    }

    [Fact]
    public void Validate_Postkamer_NeedsNoFolders() => Assert.Null(Fault(new PostOptions()));

    [Fact]
    public void Validate_MapWithTwoFoldersThatCanBeWritten_LeavesNothingInThem()
    {
        Assert.Null(Fault(Map(uit.Path, terug.Path)));

        Assert.Empty(Directory.EnumerateFileSystemEntries(uit.Path));
    }

    [Fact]
    public void Validate_MapWithoutFolders_NamesBothSettings()
    {
        var fault = Fault(Map("", Path.Combine(terug.Path, "missing")));

        Assert.Contains("Post:UitMap", fault, StringComparison.Ordinal);
        Assert.Contains("Post:InMap", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_MapWithAFolderThatCannotBeWritten_SaysSo()
    {
        // A folder in which nobody can write, whoever runs this.
        Assert.Contains("Post:UitMap", Fault(Map("/proc", terug.Path)), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_MapWithTheSameFolderTwice_IsRefused() => Assert.Contains("two folders", Fault(Map(uit.Path, uit.Path)), StringComparison.Ordinal);

    private static PostOptions Map(string uit, string terug) => new() { Afleveren = PostAflevering.Map, UitMap = uit, InMap = terug };

    private static string? Fault(PostOptions options) => new ValidatePost().Validate(null, options).FailureMessage;
}
