using System.Text.RegularExpressions;
using UglyToad.PdfPig;
using WeId.Workflows.Partners.Channels;

namespace WeId.Workflows.BrowserTests.Fixture;

/// <summary>The letters, mails and text messages that the product has sent.</summary>
internal sealed partial class Brieven(Postvak postvak)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>How many of a template were sent.</summary>
    public int Count(string template) => postvak.List().Count(r => r.Template == template);

    /// <summary>Does something, and waits for the message that follows from it.</summary>
    public async Task<PostvakBericht> AfterAsync(string template, Func<Task> act)
    {
        var seen = postvak.List().Select(r => r.VerzendingId).ToHashSet();
        await act();
        return await WaitAsync(template, seen);
    }

    /// <summary>The newest of a template; waits until there is one.</summary>
    public Task<PostvakBericht> NewestAsync(string template) => WaitAsync(template, []);

    /// <summary>The code of a message: six digits, as in a mail or SMS.</summary>
    public static string Digits(PostvakBericht bericht) => SixDigits().Match(bericht.Text!).Value;

    /// <summary>The words of a letter.</summary>
    public static string TextOf(PostvakBericht brief)
    {
        using var document = PdfDocument.Open(brief.Pdf!);
        return string.Join(' ', document.GetPages().SelectMany(p => p.GetWords()).Select(w => w.Text));
    }

    /// <summary>The activation code that a letter shows.</summary>
    public static string ActivatieCode(PostvakBericht brief) => Code().Match(TextOf(brief)).Value;

    /// <summary>The personal link of a mail.</summary>
    public static string Link(PostvakBericht mail) => Address().Match(mail.Text!).Value;

    private async Task<PostvakBericht> WaitAsync(string template, HashSet<Guid> seen)
    {
        using var timer = new PeriodicTimer(Look);
        for (var looks = Patience / Look; looks > 0; looks--)
        {
            if (postvak.List().FirstOrDefault(r => r.Template == template && !seen.Contains(r.VerzendingId)) is { } regel)
            {
                return postvak.Read(regel.VerzendingId)!;
            }

            await timer.WaitForNextTickAsync();
        }

        throw new TimeoutException($"No {template} was sent; the postvak has: {string.Join(", ", postvak.List().Select(r => r.Template))}.");
    }

    [GeneratedRegex(@"\b[0-9]{6}\b")]
    private static partial Regex SixDigits();

    [GeneratedRegex("[A-Z0-9]{5}-[A-Z0-9]{5}")]
    private static partial Regex Code();

    [GeneratedRegex(@"http://localhost[^\s<>()]+")]
    private static partial Regex Address();
}
