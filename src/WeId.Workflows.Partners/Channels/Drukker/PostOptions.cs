using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace WeId.Workflows.Partners.Channels.Drukker;

/// <summary>Who prints and posts letters. Section <c>Post</c>; see docs/kanalen.md.</summary>
public sealed class PostOptions
{
    /// <summary><c>Postkamer</c>, or <c>Map</c>: a print supplier, by two folders. Letters that go with a device stay with the postkamer. Default: Postkamer.</summary>
    public PostAflevering Afleveren { get; set; } = PostAflevering.Postkamer;

    /// <summary>Folder in which letters are laid for the supplier. Needed with <c>Map</c>.</summary>
    public string UitMap { get; set; } = "";

    /// <summary>Folder in which the supplier lays his reports. Needed with <c>Map</c>.</summary>
    public string InMap { get; set; } = "";

    /// <summary>Time between two looks at the queue and the folder. Default: 1 minute; 1 second to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Most letters in one delivery. Default: 200; 1 to 1000.</summary>
    [Range(1, 1000)]
    public int MaxBrieven { get; set; } = 200;

    /// <summary>Days after the delivery in which the supplier reports a letter as posted; later operations see it. Default: 3; 1 to 30.</summary>
    [Range(1, 30)]
    public int BevestigenBinnenDagen { get; set; } = 3;
}

/// <summary>Who prints and posts letters.</summary>
public enum PostAflevering
{
    /// <summary>Our own people.</summary>
    Postkamer,

    /// <summary>A print supplier, by two folders.</summary>
    Map,
}

/// <summary>Refuses a start with folders in which nothing can be written.</summary>
internal sealed class ValidatePost : IValidateOptions<PostOptions>
{
    public ValidateOptionsResult Validate(string? name, PostOptions options)
    {
        if (options.Afleveren is PostAflevering.Postkamer)
        {
            return ValidateOptionsResult.Success;
        }

        var faults = new[] { Fault("UitMap", options.UitMap), Fault("InMap", options.InMap) }.OfType<string>().ToList();
        if (faults.Count == 0 && Path.GetFullPath(options.UitMap) == Path.GetFullPath(options.InMap))
        {
            faults.Add("Post:UitMap and Post:InMap must be two folders.");
        }

        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    private static string? Fault(string key, string folder)
    {
        if (folder.Length == 0 || !Directory.Exists(folder))
        {
            return $"Post:{key} must name a folder that exists when Post:Afleveren is Map.";
        }

        try
        {
            // Writing shows it; rights alone do not, for instance on a share that is read only.
            var probe = Path.Combine(folder, $".{Guid.CreateVersion7():N}.tmp");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"Nothing can be written in the folder of Post:{key} ({e.GetType().Name}).";
        }
    }
}
