<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name></name>
    <message>
        <source>Add a tool</source>
        <translation>添加工具</translation>
    </message>
    <message>
        <source>double click or Tab on the canvas, or just type; or drag it from the list</source>
        <translation>在画布上双击或按 Tab，或直接输入；也可以从列表中拖出</translation>
    </message>
    <message>
        <source>Wire</source>
        <translation>连线</translation>
    </message>
    <message>
        <source>drag from port to port; drop on a node to pick the port, on empty canvas to add a tool</source>
        <translation>从端口拖到端口；在节点上松开可选择端口，在空白处松开可添加工具</translation>
    </message>
    <message>
        <source>See a value</source>
        <translation>查看值</translation>
    </message>
    <message>
        <source>click on a wire, or select a node</source>
        <translation>点击连线，或选中节点</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>移动画面</translation>
    </message>
    <message>
        <source>middle button, or Space and drag; the wheel zooms, Shift+wheel scrolls</source>
        <translation>按住中键，或按住空格拖动；滚轮缩放，Shift+滚轮滚动</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>click, Ctrl+click, or drag a frame</source>
        <translation>点击、Ctrl+点击，或拖出选框</translation>
    </message>
    <message>
        <source>Nudge</source>
        <translation>微移</translation>
    </message>
    <message>
        <source>arrow keys move what is selected; Alt while dragging leaves the grid</source>
        <translation>方向键移动所选内容；拖动时按住 Alt 可脱离网格</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Escape ends what you are doing</source>
        <translation>Esc 结束当前操作</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>F5 runs all, F6 up to the selected node, F7 that node only, Shift+F5 stops</source>
        <translation>F5 运行全部，F6 运行到所选节点，F7 只运行该节点，Shift+F5 停止</translation>
    </message>
    <message>
        <source>Draw chains of tools, run them on your own machine, hand the same file to a server.</source>
        <translation>绘制工具链，在自己的电脑上运行，再把同一个文件交给服务器。</translation>
    </message>
    <message>
        <source>It is made of these parts, each under its own licence:</source>
        <translation>它由以下部分组成，各自使用自己的许可证：</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>组成部分</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>搜索命令</translation>
    </message>
    <message>
        <source>iceOS chains (*{suffix});;Pictures that carry a chain (*.png);;All files (*)</source>
        <translation>iceOS 链 (*{suffix});;含有链的图片 (*.png);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open chain</source>
        <translation>打开链</translation>
    </message>
    <message>
        <source>Save chain</source>
        <translation>保存链</translation>
    </message>
    <message>
        <source>{path} cannot be saved: {reason}. Your work is still here.</source>
        <translation>无法保存 {path}：{reason}。您的工作仍然保留在这里。</translation>
    </message>
    <message>
        <source>The answer cannot be kept: {reason}</source>
        <translation>无法保存该选择：{reason}</translation>
    </message>
    <message>
        <source>Save the changes to “{name}”?</source>
        <translation>要保存对“{name}”的更改吗？</translation>
    </message>
    <message>
        <source>They are lost otherwise.</source>
        <translation>否则更改会丢失。</translation>
    </message>
    <message>
        <source>an unsaved chain</source>
        <translation>未保存的链</translation>
    </message>
    <message>
        <source>iceOS ended unexpectedly. Unsaved work on “{name}” is still here.</source>
        <translation>iceOS 意外退出。“{name}”中未保存的工作仍在。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>iceOS ended unexpectedly. Unsaved work on {count} chains is still here.</source>
        <translation>iceOS 意外结束。{count} 个链的未保存工作仍然保留。</translation>
    </message>
    <message>
        <source>Restore all</source>
        <translation>全部恢复</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>暂无内容</translation>
    </message>
    <message>
        <source>“{name}” was removed or moved away outside of this window.</source>
        <translation>“{name}”已在此窗口之外被删除或移走。</translation>
    </message>
    <message>
        <source>Save it again</source>
        <translation>重新保存</translation>
    </message>
    <message>
        <source>“{name}” was changed outside of this window.</source>
        <translation>“{name}”在此窗口之外被修改。</translation>
    </message>
    <message>
        <source>Show differences</source>
        <translation>显示差异</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>重新加载</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>保留我的</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>in this window</source>
        <translation>此窗口中</translation>
    </message>
    <message>
        <source>in the file</source>
        <translation>文件中</translation>
    </message>
    <message>
        <source>Take the file</source>
        <translation>采用文件</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>稍后决定</translation>
    </message>
    <message>
        <source>− stands only in this window, + only in the file.</source>
        <translation>− 只在此窗口中，+ 只在文件中。</translation>
    </message>
    <message>
        <source>PNG picture, opens as the chain (*.png);;SVG (*.svg);;PDF (*.pdf)</source>
        <translation>PNG 图片，可作为链打开 (*.png);;SVG (*.svg);;PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Export picture</source>
        <translation>导出图片</translation>
    </message>
    <message>
        <source>The picture cannot be written: {error}</source>
        <translation>无法写入图片：{error}</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>排列</translation>
    </message>
    <message>
        <source>Show result</source>
        <translation>显示结果</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>框</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>便签</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Distribute</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>Connect with…</source>
        <translation>连接到…</translation>
    </message>
    <message>
        <source>in place of the wire from {source}</source>
        <translation>取代来自 {source} 的连线</translation>
    </message>
    <message>
        <source>No wire fits.</source>
        <translation>没有合适的连线。</translation>
    </message>
    <message>
        <source>No wire is called that.</source>
        <translation>没有这样的连线。</translation>
    </message>
    <message>
        <source>Add {title}</source>
        <translation>添加“{title}”</translation>
    </message>
    <message>
        <source>Remove wire</source>
        <translation>删除连线</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete {count} things</source>
        <translation>删除 {count} 项</translation>
    </message>
    <message>
        <source>Delete and reconnect</source>
        <translation>删除并重新连接</translation>
    </message>
    <message>
        <source>Replace by {title}</source>
        <translation>替换为“{title}”</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组合</translation>
    </message>
    <message>
        <source>select the one sub-chain that is to be dissolved</source>
        <translation>请选中要解散的那一个子链</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>取消组合</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Bypass</source>
        <translation>旁路</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Keep warm</source>
        <translation>保持预热</translation>
    </message>
    <message>
        <source>Make chain outputs</source>
        <translation>设为链的输出</translation>
    </message>
    <message>
        <source>Drop files</source>
        <translation>拖入文件</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>拖入</translation>
    </message>
    <message>
        <source>Drop text</source>
        <translation>拖入文本</translation>
    </message>
    <message>
        <source>Find in ids, titles, tools, constants and results</source>
        <translation>在标识、标题、工具、常量和结果中查找</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Match before (Shift+Enter)</source>
        <translation>上一个匹配 (Shift+Enter)</translation>
    </message>
    <message>
        <source>Next match (Enter)</source>
        <translation>下一个匹配 (Enter)</translation>
    </message>
    <message>
        <source>Close (Escape)</source>
        <translation>关闭 (Esc)</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{at} of {count}</source>
        <translation>第 {at} 个，共 {count} 个</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Browse</source>
        <translation>浏览</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Fitting files ({patterns})</source>
        <translation>匹配的文件 ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>columns are offered after a run</source>
        <translation>运行后会列出可选的列</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>name of a secret (Run › Secrets)</source>
        <translation>密钥名称（运行 › 密钥）</translation>
    </message>
    <message>
        <source>Open sub-chain</source>
        <translation>打开子链</translation>
    </message>
    <message>
        <source>Open {name} (also: double click on the node, Alt+Down)</source>
        <translation>打开 {name}（也可双击节点，或按 Alt+下）</translation>
    </message>
    <message>
        <source>The file as it was: {path}</source>
        <translation>原文件：{path}</translation>
    </message>
    <message>
        <source>Some settings could not be read; the defaults are used: {names}.</source>
        <translation>部分设置无法读取，已使用默认值：{names}。</translation>
    </message>
    <message>
        <source>The settings could not be read; the defaults are used.</source>
        <translation>设置无法读取，已使用默认值。</translation>
    </message>
    <message>
        <source>What is running cannot be written: {error}</source>
        <translation>无法写下正在运行的内容：{error}</translation>
    </message>
    <message>
        <source>What is running is written to {path}</source>
        <translation>正在运行的内容已写入 {path}</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Keyboard and mouse</source>
        <translation>键盘和鼠标</translation>
    </message>
    <message>
        <source>About iceOS</source>
        <translation>关于 iceOS</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>as the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>The language changes when iceOS starts again.</source>
        <translation>重新启动 iceOS 后语言生效。</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Containers</source>
        <translation>容器</translation>
    </message>
    <message>
        <source>As it was opened</source>
        <translation>打开时的状态</translation>
    </message>
    <message>
        <source>Steps of editing</source>
        <translation>编辑步骤</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Problems ({count})</source>
        <translation>问题 ({count})</translation>
    </message>
    <message>
        <source>Search tools</source>
        <translation>搜索工具</translation>
    </message>
    <message>
        <source>What nodes print and report appears here.</source>
        <translation>节点打印和报告的内容会显示在这里。</translation>
    </message>
    <message>
        <source>{node} failed: {reason}</source>
        <translation>{node} 失败：{reason}</translation>
    </message>
    <message>
        <source>{node} did not run: {reason}</source>
        <translation>{node} 未运行：{reason}</translation>
    </message>
    <message>
        <source>run {run} {status} after {took}</source>
        <translation>运行 {run} {status}，用时 {took}</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>忙碌</translation>
    </message>
    <message>
        <source>warm</source>
        <translation>已预热</translation>
    </message>
    <message>
        <source>Show logs</source>
        <translation>显示日志</translation>
    </message>
    <message>
        <source>Open a shell</source>
        <translation>打开 Shell</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>容器</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>1 container of this window</source>
        <translation>此窗口有 1 个容器</translation>
    </message>
    <message>
        <source>No container of this window runs.</source>
        <translation>此窗口没有运行的容器。</translation>
    </message>
    <message>
        <source>{count} containers of this window</source>
        <translation>此窗口有 {count} 个容器</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>处理办法</translation>
    </message>
    <message>
        <source>Unsaved work</source>
        <translation>未保存的工作</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>链</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保留时间</translation>
    </message>
    <message>
        <source>Differs from its file</source>
        <translation>与文件的差异</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>放弃…</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后</translation>
    </message>
    <message>
        <source>iceOS ended without saving these. Each opens in a tab of its own.</source>
        <translation>iceOS 在未保存这些内容的情况下结束。每个将在单独的标签页中打开。</translation>
    </message>
    <message>
        <source>Discard unsaved work on {count} chains for good?</source>
        <translation>永久放弃 {count} 个链的未保存工作？</translation>
    </message>
    <message>
        <source>it has no file yet</source>
        <translation>尚无文件</translation>
    </message>
    <message>
        <source>its file cannot be read</source>
        <translation>其文件无法读取</translation>
    </message>
    <message>
        <source>nodes: {added} added, {removed} removed, {changed} changed</source>
        <translation>节点：新增 {added}，移除 {removed}，更改 {changed}</translation>
    </message>
    <message>
        <source>Select a node or a tool to read its help.</source>
        <translation>选中节点或工具即可阅读其帮助。</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close message</source>
        <translation>关闭消息</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Seconds for each try; then the work is stopped and the node fails</source>
        <translation>每次尝试的秒数；超过后停止工作，节点失败</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>立即</translation>
    </message>
    <message>
        <source>Seconds before the first new try; twice as long before each further one</source>
        <translation>第一次重试前等待的秒数；之后每次加倍</translation>
    </message>
    <message>
        <source>any but wrong inputs</source>
        <translation>除输入错误外的任何失败</translation>
    </message>
    <message>
        <source>Only failures in whose text this regular expression is found</source>
        <translation>仅限文本匹配此正则表达式的失败</translation>
    </message>
    <message>
        <source>Show an error port</source>
        <translation>显示错误端口</translation>
    </message>
    <message>
        <source>A failure goes there, and the run goes on</source>
        <translation>失败会送往那里，运行继续</translation>
    </message>
    <message>
        <source>in this program</source>
        <translation>在本程序中</translation>
    </message>
    <message>
        <source>in a process of its own</source>
        <translation>在单独的进程中</translation>
    </message>
    <message>
        <source>in a container</source>
        <translation>在容器中</translation>
    </message>
    <message>
        <source>on a server</source>
        <translation>在服务器上</translation>
    </message>
    <message>
        <source>An image with a version or a range of versions, such as iceos/node-js:^1.0</source>
        <translation>镜像及其版本或版本范围，例如 iceos/node-js:^1.0</translation>
    </message>
    <message>
        <source>Megabytes that it may use; then the node fails</source>
        <translation>可用的内存 (MB)；超过后节点失败</translation>
    </message>
    <message>
        <source>How many processor cores it may use</source>
        <translation>可使用的处理器核心数</translation>
    </message>
    <message>
        <source>Megabytes of files that it may write for one answer; then the node fails</source>
        <translation>一次响应可以写入的文件大小（MB）；超过后节点失败</translation>
    </message>
    <message>
        <source>Files and folders it may read, as /here:/there, several with commas; with :rw it may write, too</source>
        <translation>可读取的文件和文件夹，写作 /此处:/容器内，多个用逗号分隔；加 :rw 则可写入</translation>
    </message>
    <message>
        <source>The name of a server you know (Run › Servers…): it runs this one node</source>
        <translation>您认识的服务器名称（运行 › 服务器…）：由它运行这一个节点</translation>
    </message>
    <message>
        <source>On a server, workers that serve this queue run the node; here it means nothing</source>
        <translation>在服务器上，由服务此队列的工作进程运行该节点；在本机没有作用</translation>
    </message>
    <message>
        <source>May reach the network</source>
        <translation>允许访问网络</translation>
    </message>
    <message>
        <source>Needs a GPU</source>
        <translation>需要 GPU</translation>
    </message>
    <message>
        <source>Keep its container warm</source>
        <translation>保持容器预热</translation>
    </message>
    <message>
        <source>It stays ready for the next run until the program ends</source>
        <translation>在程序结束前一直为下次运行做好准备</translation>
    </message>
    <message>
        <source>Cores</source>
        <translation>核心</translation>
    </message>
    <message>
        <source>Files (MB)</source>
        <translation>文件 (MB)</translation>
    </message>
    <message>
        <source>Mounts</source>
        <translation>挂载</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Time limit (s)</source>
        <translation>时限 (秒)</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>after (s)</source>
        <translation>间隔 (秒)</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Memory (MB)</source>
        <translation>内存 (MB)</translation>
    </message>
    <message>
        <source>carry on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>stop all</source>
        <translation>全部停止</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>yes/no</source>
        <translation>是/否</translation>
    </message>
    <message>
        <source>duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Title of the chain</source>
        <translation>链的标题</translation>
    </message>
    <message>
        <source>What it does, for those who open it next</source>
        <translation>它的用途，供之后打开的人了解</translation>
    </message>
    <message>
        <source>What the chain is given when it runs</source>
        <translation>链运行时得到的内容</translation>
    </message>
    <message>
        <source>Declare them from the menu of a node: Make chain outputs</source>
        <translation>在节点的菜单中声明：设为链的输出</translation>
    </message>
    <message>
        <source>When it runs</source>
        <translation>运行方式</translation>
    </message>
    <message>
        <source>What a failure does to the rest, how long all of it may take, and what it may cost</source>
        <translation>失败对其余部分的影响、总时限以及费用上限</translation>
    </message>
    <message>
        <source>After a failure</source>
        <translation>失败之后</translation>
    </message>
    <message>
        <source>Deadline in seconds</source>
        <translation>期限 (秒)</translation>
    </message>
    <message>
        <source>Budget in tokens</source>
        <translation>令牌预算</translation>
    </message>
    <message>
        <source>Once its nodes have used so many tokens, no further node starts</source>
        <translation>节点用完这么多令牌后，不再启动新的节点</translation>
    </message>
    <message>
        <source>Budget in money</source>
        <translation>费用预算</translation>
    </message>
    <message>
        <source>Once its nodes have cost so much, no further node starts</source>
        <translation>节点花费达到此数后，不再启动新的节点</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Version of the chain</source>
        <translation>链的版本</translation>
    </message>
    <message>
        <source>Such as 1.2.0: chains that use this one can ask for it</source>
        <translation>例如 1.2.0：使用本链的其他链可以指定它</translation>
    </message>
    <message>
        <source>Deadline (s)</source>
        <translation>期限 (秒)</translation>
    </message>
    <message>
        <source>Budget (tokens)</source>
        <translation>预算 (令牌)</translation>
    </message>
    <message>
        <source>Budget (money)</source>
        <translation>预算 (费用)</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Set how the chain runs</source>
        <translation>设置链的运行方式</translation>
    </message>
    <message>
        <source>Set {name}</source>
        <translation>设置 {name}</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name of the new input</source>
        <translation>新输入的名称</translation>
    </message>
    <message>
        <source>Type of the new input</source>
        <translation>新输入的类型</translation>
    </message>
    <message>
        <source>Add input {name}</source>
        <translation>添加输入 {name}</translation>
    </message>
    <message>
        <source>Title of the frame</source>
        <translation>框的标题</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Text of the note</source>
        <translation>便签文字</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Change frame</source>
        <translation>修改框</translation>
    </message>
    <message>
        <source>Change note</source>
        <translation>修改便签</translation>
    </message>
    <message>
        <source>The tool {tool} {version} is not here. The node is kept as it is and saved back unchanged; install the package that brings the tool to use it.</source>
        <translation>此处没有工具 {tool} {version}。节点保持原样并原样保存；安装提供该工具的软件包后即可使用。</translation>
    </message>
    <message>
        <source>The title on the canvas</source>
        <translation>画布上的标题</translation>
    </message>
    <message>
        <source>Title of the node</source>
        <translation>节点标题</translation>
    </message>
    <message>
        <source>Retitle</source>
        <translation>改标题</translation>
    </message>
    <message>
        <source>Set how it runs</source>
        <translation>设置运行方式</translation>
    </message>
    <message>
        <source>Set {title}</source>
        <translation>设置“{title}”</translation>
    </message>
    <message>
        <source>Show port</source>
        <translation>显示端口</translation>
    </message>
    <message>
        <source>Hide port</source>
        <translation>隐藏端口</translation>
    </message>
    <message>
        <source>Show it as a port on the node, so that a wire can feed it</source>
        <translation>在节点上显示为端口，以便用连线提供</translation>
    </message>
    <message>
        <source>Show {title} as a port</source>
        <translation>将“{title}”显示为端口</translation>
    </message>
    <message>
        <source>Wire {type} to this port.</source>
        <translation>请将{type}连到此端口。</translation>
    </message>
    <message>
        <source>Remove the wire</source>
        <translation>删除连线</translation>
    </message>
    <message>
        <source>Compare two runs</source>
        <translation>比较两次运行</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Nodes of both runs</source>
        <translation>两次运行的节点</translation>
    </message>
    <message>
        <source>Port whose values are shown</source>
        <translation>显示其值的端口</translation>
    </message>
    <message>
        <source>Values of</source>
        <translation>端口的值</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>received</source>
        <translation>收到</translation>
    </message>
    <message>
        <source>produced</source>
        <translation>产生</translation>
    </message>
    <message>
        <source>how it ended</source>
        <translation>结束方式</translation>
    </message>
    <message>
        <source>Nothing in this run.</source>
        <translation>此次运行中没有。</translation>
    </message>
    <message>
        <source>all chains</source>
        <translation>所有链</translation>
    </message>
    <message>
        <source>this chain</source>
        <translation>此链</translation>
    </message>
    <message>
        <source>Whose runs</source>
        <translation>哪些链的运行</translation>
    </message>
    <message>
        <source>Runs of</source>
        <translation>运行范围</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show the chain as it was, with what each node received and produced</source>
        <translation>显示当时的链，以及每个节点收到和产生的内容</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>Go on where it stopped: what was finished is not run again</source>
        <translation>从停下的地方继续：已完成的不会再次运行</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Compare two runs node by node (select two with Ctrl)</source>
        <translation>逐个节点比较两次运行（按住 Ctrl 选两个）</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>遗忘</translation>
    </message>
    <message>
        <source>Remove it from the history, and files that no other run uses</source>
        <translation>从历史中移除，连同其他运行不使用的文件</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Nothing has run yet.</source>
        <translation>还没有运行过。</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>{name} (part)</source>
        <translation>{name}（部分）</translation>
    </message>
    <message>
        <source>Save this result as a file…</source>
        <translation>将此结果保存为文件…</translation>
    </message>
    <message>
        <source>Save result</source>
        <translation>保存结果</translation>
    </message>
    <message>
        <source>Keep this result beside the next ones, to compare them</source>
        <translation>保留此结果，与之后的结果比较</translation>
    </message>
    <message>
        <source>Keep beside</source>
        <translation>并排保留</translation>
    </message>
    <message>
        <source>Kept: {title}, {at}</source>
        <translation>已保留：{title}，{at}</translation>
    </message>
    <message>
        <source>{title}, passed on</source>
        <translation>{title}，已传递</translation>
    </message>
    <message>
        <source>received: {title}</source>
        <translation>收到：{title}</translation>
    </message>
    <message>
        <source>preview: {title}</source>
        <translation>预览：{title}</translation>
    </message>
    <message>
        <source>Select a node, or click on a wire, to see what came out of it.</source>
        <translation>选中节点或点击连线，即可查看其结果。</translation>
    </message>
    <message>
        <source>Running…</source>
        <translation>正在运行…</translation>
    </message>
    <message>
        <source>Choose an item in the bar above the canvas to see its values.</source>
        <translation>在画布上方的栏中选择一项以查看其值。</translation>
    </message>
    <message>
        <source>Nothing has come out of this node yet: run the chain (F5).</source>
        <translation>此节点还没有结果：请运行链 (F5)。</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}</source>
        <translation>无法写入 {path}：{reason}</translation>
    </message>
    <message>
        <source>Step out (Alt+Up)</source>
        <translation>返回上层 (Alt+上)</translation>
    </message>
    <message>
        <source>Step out of the sub-chain</source>
        <translation>离开子链</translation>
    </message>
    <message>
        <source>Show {title}</source>
        <translation>显示“{title}”</translation>
    </message>
    <message>
        <source>all items</source>
        <translation>所有项</translation>
    </message>
    <message>
        <source>item </source>
        <translation>第 </translation>
    </message>
    <message>
        <source>Which time it ran is looked at; before the first all of them together</source>
        <translation>查看第几次运行；第一次之前为全部一起</translation>
    </message>
    <message>
        <source>Item that is looked at</source>
        <translation>查看的项</translation>
    </message>
    <message>
        <source>Item before</source>
        <translation>上一项</translation>
    </message>
    <message>
        <source>Next item</source>
        <translation>下一项</translation>
    </message>
    <message>
        <source> of {count:,}</source>
        <translation> 项，共 {count:,} 项</translation>
    </message>
    <message>
        <source>{count} runs</source>
        <translation>{count} 次运行</translation>
    </message>
    <message>
        <source>“{name}” of {at}</source>
        <translation>{at} 的“{name}”</translation>
    </message>
    <message>
        <source>Remove {count} from the history?</source>
        <translation>要从历史中移除{count}吗？</translation>
    </message>
    <message>
        <source>What the nodes received and produced goes with it. The chain itself stays.</source>
        <translation>节点收到和产生的内容会一并移除。链本身保留。</translation>
    </message>
    <message>
        <source>The run of “{name}” of {at} was broken off: {done} of {total} nodes were finished.</source>
        <translation>“{name}”于 {at} 的运行中断：{total} 个节点中已完成 {done} 个。</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>不管它</translation>
    </message>
    <message>
        <source>Another run is going on. Stop it first, or wait for its end.</source>
        <translation>另一个运行正在进行。请先停止它，或等它结束。</translation>
    </message>
    <message>
        <source>It cannot go on: {reason}.</source>
        <translation>无法继续：{reason}。</translation>
    </message>
    <message>
        <source>{name} as of {at}</source>
        <translation>{name}（{at}）</translation>
    </message>
    <message>
        <source>Question of the running chain</source>
        <translation>运行中的链提出的问题</translation>
    </message>
    <message>
        <source>A note for the record</source>
        <translation>供记录的备注</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Select the node, and show what it received</source>
        <translation>选中节点并显示它收到的内容</translation>
    </message>
    <message>
        <source>{title} asks: {question}</source>
        <translation>{title} 询问：{question}</translation>
    </message>
    <message>
        <source>
{count} more after this</source>
        <translation>
之后还有 {count} 个</translation>
    </message>
    <message>
        <source>The chain cannot run yet: {reason}.</source>
        <translation>链还不能运行：{reason}。</translation>
    </message>
    <message>
        <source>Set it…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>“{name}” is running. Stop it?</source>
        <translation>“{name}”正在运行。要停止吗？</translation>
    </message>
    <message>
        <source>What is done stays in the history, where the run can be gone on with.</source>
        <translation>已完成的部分保留在历史记录中，可从那里继续运行。</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止并关闭</translation>
    </message>
    <message>
        <source>“{name}” was not made on this machine.</source>
        <translation>“{name}”不是在此电脑上制作的。</translation>
    </message>
    <message>
        <source>• run code in {item}</source>
        <translation>• 运行 {item} 中的代码</translation>
    </message>
    <message>
        <source>• reach {item}</source>
        <translation>• 访问 {item}</translation>
    </message>
    <message>
        <source>• run the image {item}</source>
        <translation>• 运行镜像 {item}</translation>
    </message>
    <message>
        <source>• use files at {item}</source>
        <translation>• 使用 {item} 处的文件</translation>
    </message>
    <message>
        <source>
… and {count} more</source>
        <translation>
… 还有 {count} 项</translation>
    </message>
    <message>
        <source>Running it would:

{shown}

Run it only if you trust where it comes from.</source>
        <translation>运行它将会：

{shown}

请仅在信任其来源时运行。</translation>
    </message>
    <message>
        <source>Trust and run</source>
        <translation>信任并运行</translation>
    </message>
    <message>
        <source>Run of {at}: {status}</source>
        <translation>{at} 的运行：{status}</translation>
    </message>
    <message>
        <source>Live preview is on</source>
        <translation>实时预览已开启</translation>
    </message>
    <message>
        <source>Live preview is off</source>
        <translation>实时预览已关闭</translation>
    </message>
    <message>
        <source>The longest path takes {critical_s:.2f} s of {work_s:.2f} s of work; nodes waited {waiting_s:.2f} s for a free place</source>
        <translation>最长路径用时 {critical_s:.2f} 秒，总工作量 {work_s:.2f} 秒；节点等待空位共 {waiting_s:.2f} 秒</translation>
    </message>
    <message>
        <source>{depth} nodes run one after the other; run the chain to see where its time goes</source>
        <translation>{depth} 个节点依次运行；运行链即可看到时间用在哪里</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>{words} after {elapsed_s:.2f} s</source>
        <translation>{words}，用时 {elapsed_s:.2f} 秒</translation>
    </message>
    <message>
        <source>, 1 result kept from earlier runs</source>
        <translation>，沿用 1 个以前的结果</translation>
    </message>
    <message>
        <source>, {kept} results kept from earlier runs</source>
        <translation>，沿用 {kept} 个以前的结果</translation>
    </message>
    <message>
        <source>, {tokens:,} tokens</source>
        <translation>，{tokens:,} 个令牌</translation>
    </message>
    <message>
        <source>, 1 notice</source>
        <translation>，1 条提示</translation>
    </message>
    <message>
        <source>, {count} notices</source>
        <translation>，{count} 条提示</translation>
    </message>
    <message>
        <source>: {names} failed</source>
        <translation>：{names} 失败</translation>
    </message>
    <message>
        <source>, {skipped} did not run because of it</source>
        <translation>，{skipped} 个因此未运行</translation>
    </message>
    <message>
        <source>waited {time:.2f} s</source>
        <translation>等待 {time:.2f} 秒</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Secrets are kept in the system&apos;s keyring. A chain only names them; they are never part of a file, a log or a result. Those in the environment (ICEOS_SECRET_…) come first and are not listed.</source>
        <translation>密钥保存在系统的密钥环中。链只引用其名称；密钥绝不会出现在文件、日志或结果中。环境变量 (ICEOS_SECRET_…) 中的密钥优先，且不在此列出。</translation>
    </message>
    <message>
        <source>Names of secrets</source>
        <translation>密钥名称</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>A name and a secret are needed.</source>
        <translation>需要填写名称和密钥。</translation>
    </message>
    <message>
        <source>Start with an example</source>
        <translation>从示例开始</translation>
    </message>
    <message>
        <source>or go on with</source>
        <translation>或继续</translation>
    </message>
    <message>
        <source>Open {file}</source>
        <translation>打开 {file}</translation>
    </message>
    <message>
        <source>Show me around</source>
        <translation>带我看看</translation>
    </message>
    <message>
        <source>or double click on the canvas and type what you need.</source>
        <translation>或在画布上双击，输入您需要的内容。</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Enough</source>
        <translation>够了</translation>
    </message>
    <message>
        <source>All there is. Drag one onto the canvas, or double click on it.</source>
        <translation>所有工具都在这里。拖到画布上，或双击。</translation>
    </message>
    <message>
        <source>The canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>Double click, or just type, to add a tool. Drag from an output to an input to wire them; drop a wire on empty canvas to see what fits.</source>
        <translation>双击或直接输入即可添加工具。从输出拖到输入即可连线；把连线拖到空白处可查看合适的工具。</translation>
    </message>
    <message>
        <source>What the selected node is set to. What is missing is said here.</source>
        <translation>所选节点的设置。缺少什么会在这里说明。</translation>
    </message>
    <message>
        <source>F5 runs the chain. Nodes show how far they are; what did not change is kept.</source>
        <translation>F5 运行链。节点会显示进度；没有变化的结果会沿用。</translation>
    </message>
    <message>
        <source>What came out of the selected node, or went through the wire you clicked. History beside it keeps every run.</source>
        <translation>所选节点的结果，或经过所点连线的值。旁边的历史保存每一次运行。</translation>
    </message>
    <message>
        <source>{least} … {most}, mean {mean}</source>
        <translation>{least} … {most},平均 {mean}</translation>
    </message>
    <message>
        <source>{count:,} not finite (NaN, infinity)</source>
        <translation>{count:,} 个非有限值(NaN、无穷)</translation>
    </message>
    <message>
        <source>{missing:,} missing</source>
        <translation>缺失 {missing:,} 个</translation>
    </message>
    <message>
        <source>about {count:,} different values</source>
        <translation>约 {count:,} 个不同的值</translation>
    </message>
    <message>
        <source>{count:,} different values</source>
        <translation>{count:,} 个不同的值</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>A preview of the beginning; the browser shows the page as it is.</source>
        <translation>这是开头部分的预览；浏览器会显示页面的原貌。</translation>
    </message>
    <message>
        <source>it cannot be read: {strerror}</source>
        <translation>无法读取：{strerror}</translation>
    </message>
    <message>
        <source>A preview; the browser shows the page as it is.</source>
        <translation>这是预览；浏览器显示页面的实际样子。</translation>
    </message>
    <message>
        <source>Saved to</source>
        <translation>已保存到</translation>
    </message>
    <message>
        <source>Kept at</source>
        <translation>保存位置</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>{count:,} more</source>
        <translation>还有 {count:,} 项</translation>
    </message>
    <message>
        <source>{count:,} keys</source>
        <translation>{count:,} 个键</translation>
    </message>
    <message>
        <source>1 key</source>
        <translation>1 个键</translation>
    </message>
    <message>
        <source>{count:,} items</source>
        <translation>{count:,} 项</translation>
    </message>
    <message>
        <source>1 item</source>
        <translation>1 项</translation>
    </message>
    <message>
        <source>this SVG cannot be drawn</source>
        <translation>无法绘制此 SVG</translation>
    </message>
    <message>
        <source>Picture {name}</source>
        <translation>图片 {name}</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>an empty picture</source>
        <translation>空图片</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Filter rows</source>
        <translation>筛选行</translation>
    </message>
    <message>
        <source>Filter {column}</source>
        <translation>筛选 {column}</translation>
    </message>
    <message>
        <source>Stopped: these are the first rows, the others were not made</source>
        <translation>已停止:这是前面的行,其余的未生成</translation>
    </message>
    <message>
        <source>Stopped: these are the rows from before</source>
        <translation>已停止:这是之前的行</translation>
    </message>
    <message>
        <source>not all rows were made</source>
        <translation>并非所有行都已生成</translation>
    </message>
    <message>
        <source>These are the first rows. Making the others: {rows}</source>
        <translation>这是前面的行。正在生成其余的行:{rows}</translation>
    </message>
    <message>
        <source>{told}, of rows that are not counted</source>
        <translation>{told},来自未计数的行</translation>
    </message>
    <message>
        <source>{columns:,} columns</source>
        <translation>{columns:,} 列</translation>
    </message>
    <message>
        <source>1 column</source>
        <translation>1 列</translation>
    </message>
    <message>
        <source>These are more than {count:,} cells. Save the result as a file instead.</source>
        <translation>超过 {count:,} 个单元格。请改为将结果保存为文件。</translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>正在复制…</translation>
    </message>
    <message>
        <source>Only rows where {column} is {value}</source>
        <translation>只显示 {column} 为 {value} 的行</translation>
    </message>
    <message>
        <source>Show all rows again</source>
        <translation>重新显示所有行</translation>
    </message>
    <message>
        <source>Copy with headings</source>
        <translation>连同标题复制</translation>
    </message>
    <message>
        <source>Column {column}</source>
        <translation>列 {column}</translation>
    </message>
    <message>
        <source>Sort ascending</source>
        <translation>升序排列</translation>
    </message>
    <message>
        <source>Sort descending</source>
        <translation>降序排列</translation>
    </message>
    <message>
        <source>In the order of the table</source>
        <translation>按表的顺序</translation>
    </message>
    <message>
        <source>Filter this column…</source>
        <translation>筛选此列…</translation>
    </message>
    <message>
        <source>Filter all columns</source>
        <translation>筛选所有列</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Copy column</source>
        <translation>复制列</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Show hidden columns</source>
        <translation>显示隐藏的列</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在计数…</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Leave it at the first rows</source>
        <translation>只保留前面的行</translation>
    </message>
    <message>
        <source>{rows:,} of {told}</source>
        <translation>{rows:,} / {told}</translation>
    </message>
    <message>
        <source>
… ({count:,} more characters)</source>
        <translation>
…（还有 {count:,} 个字符）</translation>
    </message>
    <message>
        <source>
… ({size} more in the file)</source>
        <translation>
…（文件中还有 {size}）</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Canvas, {count} nodes</source>
        <translation>画布，{count} 个节点</translation>
    </message>
    <message>
        <source>, wired to {ends}</source>
        <translation>，连接到 {ends}</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>bypassed</source>
        <translation>已旁路</translation>
    </message>
    <message>
        <source>notices: {count}</source>
        <translation>提示：{count}</translation>
    </message>
    <message>
        <source>problem: {reason}</source>
        <translation>问题：{reason}</translation>
    </message>
    <message>
        <source>Untitled {number}</source>
        <translation>未命名 {number}</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Move wire</source>
        <translation>移动连线</translation>
    </message>
    <message>
        <source>no port of {title} fits</source>
        <translation>“{title}”没有合适的端口</translation>
    </message>
    <message>
        <source>Insert into wire</source>
        <translation>插入连线</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Move {count} things</source>
        <translation>移动 {count} 项</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>调整大小</translation>
    </message>
    <message>
        <source>Bend wire</source>
        <translation>弯折连线</translation>
    </message>
    <message>
        <source>Cut wire</source>
        <translation>剪断连线</translation>
    </message>
    <message>
        <source>Cut {count} wires</source>
        <translation>剪断 {count} 条连线</translation>
    </message>
    <message>
        <source>and {more} more</source>
        <translation>另有 {more} 条</translation>
    </message>
    <message>
        <source>warm container</source>
        <translation>预热的容器</translation>
    </message>
    <message>
        <source>new container</source>
        <translation>新容器</translation>
    </message>
    <message>
        <source>{memory} of memory</source>
        <translation>内存 {memory}</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>沿用</translation>
    </message>
    <message>
        <source>{time:.0f} ms</source>
        <translation>{time:.0f} 毫秒</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
        <source>Nothing yet: run the chain.</source>
        <translation>暂无内容：请运行链。</translation>
    </message>
    <message>
        <source>Minimap</source>
        <translation>缩略图</translation>
    </message>
    <message>
        <source>No tool is called that.</source>
        <translation>没有这样的工具。</translation>
    </message>
    <message>
        <source>No tool has a port that fits.</source>
        <translation>没有工具有合适的端口。</translation>
    </message>
    <message>
        <source>Nothing is called that.</source>
        <translation>没有这样的内容。</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>Double click to add a tool, or drag one here.</source>
        <translation>双击以添加工具，或将工具拖到这里。</translation>
    </message>
    <message>
        <source>Straighten wire</source>
        <translation>拉直连线</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>New chain</source>
        <translation>新建链</translation>
    </message>
    <message>
        <source>Start an empty chain</source>
        <translation>新建一个空链</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Open a chain</source>
        <translation>打开一个链</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save the chain</source>
        <translation>保存链</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Save under another name</source>
        <translation>以其他名称保存</translation>
    </message>
    <message>
        <source>Export picture…</source>
        <translation>导出图片…</translation>
    </message>
    <message>
        <source>Save a picture of the chain (PNG or SVG)</source>
        <translation>保存链的图片（PNG 或 SVG）</translation>
    </message>
    <message>
        <source>New window</source>
        <translation>新建窗口</translation>
    </message>
    <message>
        <source>Another window beside this one</source>
        <translation>再开一个窗口</translation>
    </message>
    <message>
        <source>Close chain</source>
        <translation>关闭链</translation>
    </message>
    <message>
        <source>Close this chain; the others stay open</source>
        <translation>关闭此链；其他的仍保持打开</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Delete the nodes, and wire what fed them to what hung on them</source>
        <translation>删除节点，并把其上游与下游相连</translation>
    </message>
    <message>
        <source>Replace tool…</source>
        <translation>替换工具…</translation>
    </message>
    <message>
        <source>Another tool that keeps what fits</source>
        <translation>换成另一个工具，保留合适的部分</translation>
    </message>
    <message>
        <source>Wire the node without a mouse</source>
        <translation>不用鼠标连接节点</translation>
    </message>
    <message>
        <source>Group into sub-chain</source>
        <translation>组合成子链</translation>
    </message>
    <message>
        <source>Skip it and what needs it</source>
        <translation>跳过它以及依赖它的部分</translation>
    </message>
    <message>
        <source>Let it pass on what it is given</source>
        <translation>让它原样传递收到的内容</translation>
    </message>
    <message>
        <source>Frame selection</source>
        <translation>给所选加框</translation>
    </message>
    <message>
        <source>A titled frame that moves with its nodes</source>
        <translation>带标题的框，移动时带着其中的节点</translation>
    </message>
    <message>
        <source>Add the tools of a container image, or of a server that describes itself by OpenAPI</source>
        <translation>添加容器镜像的工具，或以 OpenAPI 描述自身的服务器的工具</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>添加便签</translation>
    </message>
    <message>
        <source>A text in Markdown</source>
        <translation>Markdown 文字</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>查找…</translation>
    </message>
    <message>
        <source>Find in ids, tools, constants and results</source>
        <translation>在标识、工具、常量和结果中查找</translation>
    </message>
    <message>
        <source>All commands…</source>
        <translation>所有命令…</translation>
    </message>
    <message>
        <source>Search everything that can be done</source>
        <translation>搜索所有可执行的操作</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Add a tool…</source>
        <translation>添加工具…</translation>
    </message>
    <message>
        <source>Search all tools (also: double click, Tab)</source>
        <translation>搜索所有工具（也可双击或按 Tab）</translation>
    </message>
    <message>
        <source>Update to the version here</source>
        <translation>更新到此处的版本</translation>
    </message>
    <message>
        <source>Let the tool that is here take the node over</source>
        <translation>让此处的工具接管该节点</translation>
    </message>
    <message>
        <source>Declare the unwired outputs as results of the chain</source>
        <translation>将未连线的输出声明为链的结果</translation>
    </message>
    <message>
        <source>Run the whole chain</source>
        <translation>运行整个链</translation>
    </message>
    <message>
        <source>Run all anew</source>
        <translation>全部重新运行</translation>
    </message>
    <message>
        <source>Run the whole chain without results that were kept from earlier runs</source>
        <translation>运行整个链，不沿用以前的结果</translation>
    </message>
    <message>
        <source>Run up to here</source>
        <translation>运行到此处</translation>
    </message>
    <message>
        <source>Run all that the selected nodes need, and them</source>
        <translation>运行所选节点及其所需的一切</translation>
    </message>
    <message>
        <source>Run from here</source>
        <translation>从此处运行</translation>
    </message>
    <message>
        <source>Run the selected nodes and all that they feed, on the values of the last run</source>
        <translation>用上次运行的值运行所选节点及其下游</translation>
    </message>
    <message>
        <source>Run this node only</source>
        <translation>只运行此节点</translation>
    </message>
    <message>
        <source>Run one node on the values of the last run</source>
        <translation>用上次运行的值运行一个节点</translation>
    </message>
    <message>
        <source>Show the longest path</source>
        <translation>显示最长路径</translation>
    </message>
    <message>
        <source>Show which nodes decide how long a run takes, and what each costs; once more to hide it</source>
        <translation>显示哪些节点决定运行时长以及各自的耗费；再次选择可隐藏</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>What the node&apos;s container writes</source>
        <translation>节点的容器输出的内容</translation>
    </message>
    <message>
        <source>Inside of the node&apos;s container</source>
        <translation>在节点的容器内</translation>
    </message>
    <message>
        <source>Keep the node&apos;s container ready for the next run; once more to let it go</source>
        <translation>让节点的容器为下次运行做好准备；再次选择则释放</translation>
    </message>
    <message>
        <source>Stop the run</source>
        <translation>停止运行</translation>
    </message>
    <message>
        <source>Run on a server…</source>
        <translation>在服务器上运行…</translation>
    </message>
    <message>
        <source>Run the chain on a server and show it here; it goes on there when this program ends</source>
        <translation>在服务器上运行此链并在此显示；本程序结束后它会在那里继续运行</translation>
    </message>
    <message>
        <source>Runs on a server…</source>
        <translation>服务器上的运行…</translation>
    </message>
    <message>
        <source>What runs, and ran, on a server</source>
        <translation>服务器上正在运行和运行过的内容</translation>
    </message>
    <message>
        <source>Export to a server…</source>
        <translation>导出到服务器…</translation>
    </message>
    <message>
        <source>Publish the chain, so that a team can run it and other programs call it</source>
        <translation>发布此链，使团队可以运行它、其他程序可以调用它</translation>
    </message>
    <message>
        <source>Servers…</source>
        <translation>服务器…</translation>
    </message>
    <message>
        <source>Add, try and remove the servers you know</source>
        <translation>添加、测试和移除您认识的服务器</translation>
    </message>
    <message>
        <source>Secrets…</source>
        <translation>密钥…</translation>
    </message>
    <message>
        <source>See which secrets there are, set and remove them</source>
        <translation>查看、设置和移除密钥</translation>
    </message>
    <message>
        <source>Fit to view</source>
        <translation>适应视图</translation>
    </message>
    <message>
        <source>Show the whole chain</source>
        <translation>显示整个链</translation>
    </message>
    <message>
        <source>Show the chain that the selected node runs (also: double click)</source>
        <translation>显示所选节点运行的链（也可双击）</translation>
    </message>
    <message>
        <source>Step out</source>
        <translation>返回上层</translation>
    </message>
    <message>
        <source>Back to the chain around this</source>
        <translation>回到外层的链</translation>
    </message>
    <message>
        <source>Zoom to selection</source>
        <translation>缩放到所选</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom to 100 %</source>
        <translation>缩放到 100 %</translation>
    </message>
    <message>
        <source>Lay the chain out from left to right</source>
        <translation>从左到右排列链</translation>
    </message>
    <message>
        <source>Show result on the node</source>
        <translation>在节点上显示结果</translation>
    </message>
    <message>
        <source>A small picture of what came out, on the node itself; once more to hide it</source>
        <translation>在节点上显示结果的小图；再次选择可隐藏</translation>
    </message>
    <message>
        <source>Align left</source>
        <translation>左对齐</translation>
    </message>
    <message>
        <source>Align centres</source>
        <translation>水平居中</translation>
    </message>
    <message>
        <source>Align right</source>
        <translation>右对齐</translation>
    </message>
    <message>
        <source>Align top</source>
        <translation>顶端对齐</translation>
    </message>
    <message>
        <source>Align middles</source>
        <translation>垂直居中</translation>
    </message>
    <message>
        <source>Align bottom</source>
        <translation>底端对齐</translation>
    </message>
    <message>
        <source>Distribute across</source>
        <translation>水平分布</translation>
    </message>
    <message>
        <source>Distribute down</source>
        <translation>垂直分布</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forget chosen runs…</source>
        <translation>删除所选运行…</translation>
    </message>
    <message>
        <source>Remove the runs that are chosen in the history, and files that no other run uses</source>
        <translation>从历史记录中移除所选运行，以及其他运行未使用的文件</translation>
    </message>
    <message>
        <source>To where you looked before</source>
        <translation>回到之前查看的位置</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Show or hide a small picture of the whole chain</source>
        <translation>显示或隐藏整个链的缩略图</translation>
    </message>
    <message>
        <source>Colours of the system</source>
        <translation>系统配色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Language…</source>
        <translation>语言…</translation>
    </message>
    <message>
        <source>English, Deutsch, 简体中文</source>
        <translation>English, Deutsch, 简体中文</translation>
    </message>
    <message>
        <source>A short walk around the window</source>
        <translation>快速了解窗口</translation>
    </message>
    <message>
        <source>What keys and mouse do</source>
        <translation>按键和鼠标的作用</translation>
    </message>
    <message>
        <source>Open my tools folder</source>
        <translation>打开我的工具文件夹</translation>
    </message>
    <message>
        <source>A Python file in it is a tool on the canvas</source>
        <translation>其中的 Python 文件就是画布上的工具</translation>
    </message>
    <message>
        <source>Write what is running…</source>
        <translation>写下正在运行的内容…</translation>
    </message>
    <message>
        <source>Into a file: where each thread and task stands</source>
        <translation>写入文件：每个线程和任务所在的位置</translation>
    </message>
    <message>
        <source>Check for updates…</source>
        <translation>检查更新…</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Charts and reports</source>
        <translation>图表和报告</translation>
    </message>
    <message>
        <source>bar</source>
        <translation>条形图</translation>
    </message>
    <message>
        <source>line</source>
        <translation>折线图</translation>
    </message>
    <message>
        <source>points</source>
        <translation>散点图</translation>
    </message>
    <message>
        <source>area</source>
        <translation>面积图</translation>
    </message>
    <message>
        <source>histogram</source>
        <translation>直方图</translation>
    </message>
    <message>
        <source>box plot</source>
        <translation>箱线图</translation>
    </message>
    <message>
        <source>heat map</source>
        <translation>热力图</translation>
    </message>
    <message>
        <source>Across (x)</source>
        <translation>横轴 (x)</translation>
    </message>
    <message>
        <source>Column for the x axis.</source>
        <translation>x 轴的列。</translation>
    </message>
    <message>
        <source>Up (y)</source>
        <translation>纵轴 (y)</translation>
    </message>
    <message>
        <source>Column for the y axis; empty counts rows.</source>
        <translation>y 轴的列；留空则统计行数。</translation>
    </message>
    <message>
        <source>Column that decides the colour.</source>
        <translation>决定颜色的列。</translation>
    </message>
    <message>
        <source>Aggregate</source>
        <translation>聚合</translation>
    </message>
    <message>
        <source>Combines rows that share a place on the x axis.</source>
        <translation>合并 x 轴上位置相同的行。</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>平均值</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>总和</translation>
    </message>
    <message>
        <source>median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>min</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>max</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>count</source>
        <translation>计数</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Written above the chart.</source>
        <translation>写在图表上方。</translation>
    </message>
    <message>
        <source>Width (px)</source>
        <translation>宽度 (px)</translation>
    </message>
    <message>
        <source>More options</source>
        <translation>更多选项</translation>
    </message>
    <message>
        <source>Height (px)</source>
        <translation>高度 (px)</translation>
    </message>
    <message>
        <source>Overrides</source>
        <translation>覆盖项</translation>
    </message>
    <message>
        <source>Vega-Lite, merged into the specification.</source>
        <translation>Vega-Lite，合并到规范中。</translation>
    </message>
    <message>
        <source>PNG</source>
        <translation>PNG</translation>
    </message>
    <message>
        <source>SVG</source>
        <translation>SVG</translation>
    </message>
    <message>
        <source>Specification</source>
        <translation>规范</translation>
    </message>
    <message>
        <source>Vega-Lite, without the data.</source>
        <translation>Vega-Lite，不含数据。</translation>
    </message>
    <message>
        <source>iceOS crashed the last time</source>
        <translation>iceOS 上次崩溃了</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>出了问题</translation>
    </message>
    <message>
        <source>Nobody foresaw this error. What is open is kept, and you can go on; if something looks wrong, save under another name and start again. The report below holds no secrets and is sent to nobody: copy it to tell of the error.</source>
        <translation>没有人预料到这个错误。已打开的内容会保留，您可以继续；如果有异常，请另存为其他名称并重新启动。下面的报告不含任何机密，也不会发送给任何人：复制它即可报告此错误。</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Put tables, pictures and texts on one HTML page that needs no other file.

Name the sections in the form: each becomes an input and a heading. Tables, pictures and JSON are shown
as what they are; texts may use Markdown.</source>
        <translation>把表、图片和文字放进一个不依赖其他文件的 HTML 页面。

在表单中命名各节：每一节成为一个输入和一个标题。表、图片和 JSON 按其本来样子显示；文字可以使用 Markdown。</translation>
    </message>
    <message>
        <source>Introduction</source>
        <translation>引言</translation>
    </message>
    <message>
        <source>Markdown, above the sections.</source>
        <translation>Markdown，位于各节之上。</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>节</translation>
    </message>
    <message>
        <source>Names of the inputs.</source>
        <translation>输入的名称。</translation>
    </message>
    <message>
        <source>Rows of a table</source>
        <translation>每个表的行数</translation>
    </message>
    <message>
        <source>At most this many are shown.</source>
        <translation>最多显示这么多。</translation>
    </message>
    <message>
        <source>The HTML page.</source>
        <translation>HTML 页面。</translation>
    </message>
    <message>
        <source>Python code</source>
        <translation>Python 代码</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Run your own Python.

Name the inputs and outputs and their types in the form. In the code each input is a variable; set a
variable for each output. A table is a `pyarrow.Table`:

```python
import pyarrow.compute as pc
result = data.append_column(&quot;double&quot;, pc.multiply(data[&quot;mass&quot;], 2))
```

What you `print` appears in the log. The code runs in a process of its own with limits on time and memory.
That protects this program from accidents; it is no protection from malicious code, so a chain with code
from elsewhere asks before its first run.</source>
        <translation>运行您自己的 Python。

在表单中命名输入、输出及其类型。代码中每个输入是一个变量；为每个输出设置一个变量。表是 `pyarrow.Table`：

```python
import pyarrow.compute as pc
result = data.append_column(&quot;double&quot;, pc.multiply(data[&quot;mass&quot;], 2))
```

`print` 的内容会出现在日志中。代码在单独的进程中运行，有时间和内存限制。这能防止意外影响本程序，但不能防范恶意代码，因此含有外来代码的链在首次运行前会询问。</translation>
    </message>
    <message>
        <source>Name and type of each input.</source>
        <translation>每个输入的名称和类型。</translation>
    </message>
    <message>
        <source>Name and type of each output.</source>
        <translation>每个输出的名称和类型。</translation>
    </message>
    <message>
        <source>Sets each output.</source>
        <translation>设置每个输出。</translation>
    </message>
    <message>
        <source>Memory limit (MB)</source>
        <translation>内存限制 (MB)</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>常量</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>A value that you type: text, a number, yes or no, a list or a record.</source>
        <translation>您输入的值：文本、数字、是或否、列表或记录。</translation>
    </message>
    <message>
        <source>What sort of value.</source>
        <translation>值的种类。</translation>
    </message>
    <message>
        <source>Parse JSON</source>
        <translation>解析 JSON</translation>
    </message>
    <message>
        <source>Read a text as JSON.</source>
        <translation>将文本读作 JSON。</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>提取</translation>
    </message>
    <message>
        <source>Take a part out of JSON data with a JMESPath expression.

| expression | takes |
|---|---|
| `rates.EUR` | one value deep inside |
| `items[0]` | the first of a list |
| `items[*].name` | one field of each |
| `items[?price &lt; \`10\`]` | those that satisfy a condition |</source>
        <translation>用 JMESPath 表达式取出 JSON 数据的一部分。

| 表达式 | 取出 |
|---|---|
| `rates.EUR` | 深处的一个值 |
| `items[0]` | 列表的第一项 |
| `items[*].name` | 每项的一个字段 |
| `items[?price &lt; `10`]` | 满足条件的项 |</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>表达式</translation>
    </message>
    <message>
        <source>JMESPath; @ takes everything.</source>
        <translation>JMESPath；@ 取全部。</translation>
    </message>
    <message>
        <source>Must be there</source>
        <translation>必须存在</translation>
    </message>
    <message>
        <source>Fail when nothing is found.</source>
        <translation>找不到时失败。</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>List folder</source>
        <translation>列出文件夹</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>List the files of a folder as a table: path, name, suffix, size and time of change.</source>
        <translation>将文件夹中的文件列成表：路径、名称、后缀、大小和修改时间。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>The folder to list.</source>
        <translation>要列出的文件夹。</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>Which names, such as *.csv</source>
        <translation>哪些名称，例如 *.csv</translation>
    </message>
    <message>
        <source>Folders inside, too</source>
        <translation>包括子文件夹</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Take a picture from a file: PNG, JPEG, SVG and other kinds.</source>
        <translation>从文件读取图片：PNG、JPEG、SVG 等。</translation>
    </message>
    <message>
        <source>Read text file</source>
        <translation>读取文本文件</translation>
    </message>
    <message>
        <source>Read a file as text.</source>
        <translation>将文件读作文本。</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Write text file</source>
        <translation>写入文本文件</translation>
    </message>
    <message>
        <source>Write a text to a file.

The file is kept with the results of the run; give a path under *Save to* to have a copy where you want it.</source>
        <translation>将文本写入文件。

文件与运行结果一起保存；在*保存到*中填写路径，可在所需位置得到副本。</translation>
    </message>
    <message>
        <source>Name of the file.</source>
        <translation>文件名称。</translation>
    </message>
    <message>
        <source>Save to</source>
        <translation>保存到</translation>
    </message>
    <message>
        <source>Also write it here; an existing file is replaced.</source>
        <translation>同时写到这里；已有文件会被替换。</translation>
    </message>
    <message>
        <source>Ask a person</source>
        <translation>询问某人</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Wait for a person to say yes or no, then pass the value on.

It leaves by *approved* or by *rejected*; what hangs on the other is skipped. Who answered what, and when,
comes out of *answer* and stays in the history. Nobody answers for them: set a time limit under *When it
runs* if it must not wait for ever, and it fails when that is over.</source>
        <translation>等待某人表示同意或不同意，然后传递该值。

值从*批准*或*拒绝*送出；连在另一个上的部分会跳过。谁在何时作了什么回答，从*回答*输出并保留在历史中。没有人替他们回答：如果不能一直等待，请在*运行方式*中设置时限，超时则失败。</translation>
    </message>
    <message>
        <source>What the question is about; passed on.</source>
        <translation>问题所涉及的内容；会传递下去。</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>What the person is asked.</source>
        <translation>询问的内容。</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>approved, note, by, at (time in UTC).</source>
        <translation>approved、note、by、at（UTC 时间）。</translation>
    </message>
    <message>
        <source>For each</source>
        <translation>逐项执行</translation>
    </message>
    <message>
        <source>Run a sub-chain for every item of a list, or every row of a table.

Each output of the sub-chain becomes a list, in the order of the items however fast each of them is. The item
goes into the sub-chain&apos;s first input, or the one named under *item*; a row arrives as a record. Every other
input of the sub-chain is a port here and gets the same value each time.</source>
        <translation>对列表的每一项或表的每一行运行一个子链。

子链的每个输出成为一个列表，顺序与各项一致，不论各项快慢。该项进入子链的第一个输入，或*项*中指定的输入；行以记录形式传入。子链的其他输入都是此处的端口，每次得到相同的值。</translation>
    </message>
    <message>
        <source>What is run; open it to edit it.</source>
        <translation>运行的内容；打开即可编辑。</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>各项</translation>
    </message>
    <message>
        <source>A list, or a table whose rows are the items.</source>
        <translation>列表，或以行为项的表。</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>项</translation>
    </message>
    <message>
        <source>The input that takes the item; empty for the first.</source>
        <translation>接收该项的输入；留空为第一个。</translation>
    </message>
    <message>
        <source>Concurrency</source>
        <translation>并发数</translation>
    </message>
    <message>
        <source>How many items at a time.</source>
        <translation>同时处理多少项。</translation>
    </message>
    <message>
        <source>When an item fails</source>
        <translation>某项失败时</translation>
    </message>
    <message>
        <source>Stop all of it, leave the item out, or keep its place empty.</source>
        <translation>全部停止、略去该项，或保留空位。</translation>
    </message>
    <message>
        <source>stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>leave out</source>
        <translation>略去</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>留空</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Bring branches together: whichever of the inputs has a value leaves; of several the first.

It waits until every branch has come to its end, whether it ran or was skipped. When all were skipped, so
is what hangs on it.</source>
        <translation>汇合分支：哪个输入有值就送出哪个；有多个时送出第一个。

它会等到每个分支结束，不论运行还是跳过。若全部跳过，其下游也跳过。</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Run a sub-chain until a condition holds, a limited number of times.

What it gives under the name of one of its inputs goes into that input the next time: a sub-chain that takes
and gives `value` works on it until it is good enough. The condition sees the outputs by name, and `n`, how
often it has run.</source>
        <translation>运行子链直到条件成立，次数有限。

以某个输入名称给出的输出，下次会进入该输入：接收并给出 `value` 的子链会不断处理它直到足够好。条件可按名称看到各输出，以及已运行次数 `n`。</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>直到</translation>
    </message>
    <message>
        <source>Stop when this holds, such as value &gt; 100.</source>
        <translation>条件成立时停止，例如 value &gt; 100。</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>At most so often.</source>
        <translation>最多这么多次。</translation>
    </message>
    <message>
        <source>When it never holds</source>
        <translation>一直不成立时</translation>
    </message>
    <message>
        <source>What happens after the last time.</source>
        <translation>最后一次之后怎么办。</translation>
    </message>
    <message>
        <source>go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>fail</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>How often it ran.</source>
        <translation>运行了多少次。</translation>
    </message>
    <message>
        <source>Sub-chain</source>
        <translation>子链</translation>
    </message>
    <message>
        <source>Run another chain as one node: its inputs and outputs become the ports.

It is part of this chain, and opened by a double click; or it is a file of its own, which several chains can
share. For a file a *version* can be asked for: `^1.2` takes 1.2 and whatever is compatible with it.</source>
        <translation>把另一个链作为一个节点运行：其输入和输出成为端口。

它是本链的一部分，双击打开；也可以是单独的文件，供多个链共用。对文件可以要求*版本*：`^1.2` 接受 1.2 及与之兼容的版本。</translation>
    </message>
    <message>
        <source>A chain file instead of a part of this chain.</source>
        <translation>使用链文件，而不是本链的一部分。</translation>
    </message>
    <message>
        <source>Which versions of the file will do, such as ^1.2; empty for any.</source>
        <translation>接受文件的哪些版本，例如 ^1.2；留空为任意。</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>分支选择</translation>
    </message>
    <message>
        <source>Send a value one of several ways.

Name the cases in the form and give each a condition; each becomes an output. The value leaves by the
first case whose condition holds, else by *otherwise*; what hangs on the other outputs is skipped.

| condition | holds for |
|---|---|
| `value &gt; 10` | numbers above ten |
| `value.rows == 0` | empty tables |
| `value.status in [&quot;new&quot;, &quot;open&quot;]` | records with one of these |
| `&quot;error&quot; in lower(value)` | texts with that word |</source>
        <translation>把值送往几条路径之一。

在表单中命名各种情况并给出条件；每种情况成为一个输出。值从第一个条件成立的输出送出，否则从*其他*送出；连在其余输出上的部分会跳过。

| 条件 | 适用于 |
|---|---|
| `value &gt; 10` | 大于十的数字 |
| `value.rows == 0` | 空表 |
| `value.status in [&quot;new&quot;, &quot;open&quot;]` | 含其中之一的记录 |
| `&quot;error&quot; in lower(value)` | 含该词的文本 |</translation>
    </message>
    <message>
        <source>What is looked at, and sent on.</source>
        <translation>被检查并送出的内容。</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>情况</translation>
    </message>
    <message>
        <source>Name of an output, and when the value leaves by it.</source>
        <translation>输出的名称，以及值何时由此送出。</translation>
    </message>
    <message>
        <source>Otherwise</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Wait, then pass a value on: before a service is asked again, or until something else has settled.</source>
        <translation>等待，然后传递值：用于再次请求服务之前，或等待其他事情稳定。</translation>
    </message>
    <message>
        <source>Passed on when the time is over.</source>
        <translation>时间到后传递。</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>How long.</source>
        <translation>多久。</translation>
    </message>
    <message>
        <source>Ask a model</source>
        <translation>询问模型</translation>
    </message>
    <message>
        <source>Language models</source>
        <translation>语言模型</translation>
    </message>
    <message>
        <source>Ask a language model that was trained for conversation.

*System* says who it is and what rules it follows. The tokens appear while they are written, and count against
the budget of the chain.</source>
        <translation>询问一个为对话训练的语言模型。

*系统*说明它是谁以及遵循哪些规则。令牌在写出时即显示，并计入链的预算。</translation>
    </message>
    <message>
        <source>Of a server that speaks OpenAI&apos;s API, such as https://api.openai.com/v1. Empty in the image node-llm, which has a model of its own.</source>
        <translation>使用 OpenAI API 的服务器地址，例如 https://api.openai.com/v1。在自带模型的镜像 node-llm 中留空。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Which of the server&apos;s models; empty takes its usual one.</source>
        <translation>服务器的哪个模型；留空则用其默认模型。</translation>
    </message>
    <message>
        <source>Most tokens</source>
        <translation>最多令牌数</translation>
    </message>
    <message>
        <source>Then it ends.</source>
        <translation>达到后结束。</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>0 always takes the likeliest.</source>
        <translation>0 始终取最可能的。</translation>
    </message>
    <message>
        <source>Texts that end the answer.</source>
        <translation>使回答结束的文本。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The same seed gives the same again, mostly.</source>
        <translation>相同的种子通常给出相同的结果。</translation>
    </message>
    <message>
        <source>How long the server may say nothing.</source>
        <translation>服务器最长可以无响应多久。</translation>
    </message>
    <message>
        <source>What it is asked.</source>
        <translation>询问的内容。</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Rules for its answers.</source>
        <translation>回答的规则。</translation>
    </message>
    <message>
        <source>What the model wrote.</source>
        <translation>模型写出的内容。</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Of prompt and answer together.</source>
        <translation>提示与回答合计。</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>False where the limit of tokens ended it.</source>
        <translation>若因令牌上限而结束则为否。</translation>
    </message>
    <message>
        <source>Complete text</source>
        <translation>续写文本</translation>
    </message>
    <message>
        <source>Let a language model go on with a text.

Good for models that were only trained on text: show it by examples what you want, and end with the beginning
of the answer. The tokens appear while they are written, and count against the budget of the chain.</source>
        <translation>让语言模型续写文本。

适合只用文本训练的模型：用示例说明所需内容，并以回答的开头结束。令牌在写出时即显示，并计入链的预算。</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>The text to go on with.</source>
        <translation>要续写的文本。</translation>
    </message>
    <message>
        <source>Embed texts</source>
        <translation>嵌入文本</translation>
    </message>
    <message>
        <source>Turn texts into vectors: texts of like meaning get vectors that are near to each other.</source>
        <translation>将文本变为向量：含义相近的文本得到相近的向量。</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>One vector for each.</source>
        <translation>每个得到一个向量。</translation>
    </message>
    <message>
        <source>Vectors</source>
        <translation>向量</translation>
    </message>
    <message>
        <source>In the order of the texts.</source>
        <translation>按文本的顺序。</translation>
    </message>
    <message>
        <source>Bin numbers</source>
        <translation>数字分箱</translation>
    </message>
    <message>
        <source>Sort numbers into classes: of equal width, of equally many rows, or between edges that you give.

A class is from its lower edge up to, without, its upper one; only the last has both. What lies outside of given
edges, and what is no finite number, gets no class and is counted.</source>
        <translation>将数字归入区间：等宽、等频（行数相等），或由您给出的边界划分。

每个区间含下边界、不含上边界；只有最后一个区间两者都含。落在给定边界之外的数，
以及非有限的数，不归入任何区间，并会计数。</translation>
    </message>
    <message>
        <source>Classes of</source>
        <translation>划分方式</translation>
    </message>
    <message>
        <source>How they are made.</source>
        <translation>如何划分。</translation>
    </message>
    <message>
        <source>equal width</source>
        <translation>等宽</translation>
    </message>
    <message>
        <source>equally many</source>
        <translation>等频</translation>
    </message>
    <message>
        <source>edges</source>
        <translation>边界</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>区间</translation>
    </message>
    <message>
        <source>How many.</source>
        <translation>多少个。</translation>
    </message>
    <message>
        <source>Edges</source>
        <translation>边界</translation>
    </message>
    <message>
        <source>For *edges*: such as 0, 18, 65, 120.</source>
        <translation>用于*边界*：例如 0, 18, 65, 120。</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>What stands in the new column.</source>
        <translation>新列中的内容。</translation>
    </message>
    <message>
        <source>interval</source>
        <translation>区间</translation>
    </message>
    <message>
        <source>lower edge</source>
        <translation>下边界</translation>
    </message>
    <message>
        <source>middle</source>
        <translation>中点</translation>
    </message>
    <message>
        <source>Of the new column; empty puts _bin behind the name.</source>
        <translation>新列的名称；留空则在原名后加 _bin。</translation>
    </message>
    <message>
        <source>Convert types</source>
        <translation>转换类型</translation>
    </message>
    <message>
        <source>New types</source>
        <translation>新类型</translation>
    </message>
    <message>
        <source>A column, and what it becomes.</source>
        <translation>列及其变成的类型。</translation>
    </message>
    <message>
        <source>Where a value does not fit</source>
        <translation>值不符合类型时</translation>
    </message>
    <message>
        <source>make it missing</source>
        <translation>设为缺失</translation>
    </message>
    <message>
        <source>Of texts.</source>
        <translation>文本中的小数点。</translation>
    </message>
    <message>
        <source>Format of dates</source>
        <translation>日期格式</translation>
    </message>
    <message>
        <source>Such as %d.%m.%Y %H:%M; empty finds the usual ones.</source>
        <translation>例如 %d.%m.%Y %H:%M；留空则识别常见格式。</translation>
    </message>
    <message>
        <source>Of texts without a format, such as 3/4/2024.</source>
        <translation>用于没有格式的文本，例如 3/4/2024。</translation>
    </message>
    <message>
        <source>Cross-tabulate</source>
        <translation>交叉表</translation>
    </message>
    <message>
        <source>Count how often the values of two columns meet, or which share they have.

One row for each value of the first, one column for each of the second, with sums at the end.</source>
        <translation>统计两列的值同时出现的次数或所占比例。

第一列的每个值一行，第二列的每个值一列，末尾为合计。</translation>
    </message>
    <message>
        <source>Close the statistics</source>
        <translation>关闭统计</translation>
    </message>
    <message>
        <source>There are no further figures for values of this type</source>
        <translation>此类型的值没有更多统计</translation>
    </message>
    <message>
        <source>Most frequent</source>
        <translation>最常见</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Not finite</source>
        <translation>非有限</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均值</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>25 %</source>
        <translation>25 %</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>75 %</source>
        <translation>75 %</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>直方图</translation>
    </message>
    <message>
        <source>{least} … {most}: {count:,}</source>
        <translation>{least} … {most}:{count:,}</translation>
    </message>
    <message>
        <source>Its values become rows.</source>
        <translation>其值成为行。</translation>
    </message>
    <message>
        <source>Its values become columns.</source>
        <translation>其值成为列。</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>What to show.</source>
        <translation>显示的内容。</translation>
    </message>
    <message>
        <source>percent of row</source>
        <translation>行百分比</translation>
    </message>
    <message>
        <source>percent of column</source>
        <translation>列百分比</translation>
    </message>
    <message>
        <source>percent of all</source>
        <translation>总百分比</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>A last row and a last column with the sums.</source>
        <translation>最后一行和一列为合计。</translation>
    </message>
    <message>
        <source>Describe</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Summarise every column: type, smallest and largest value, mean, quartiles, distinct and missing values.</source>
        <translation>汇总每一列：类型、最小值和最大值、平均值、四分位数、不同值和缺失值。</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>One row a column of the input.</source>
        <translation>输入的每列占一行。</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Of each item that failed: item (counted from 0), node and reason.</source>
        <translation>每个失败的项：项（从 0 计）、节点和原因。</translation>
    </message>
    <message>
        <source>The column to look at.</source>
        <translation>要检查的列。</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>运算符</translation>
    </message>
    <message>
        <source>How to compare.</source>
        <translation>如何比较。</translation>
    </message>
    <message>
        <source>=</source>
        <translation>=</translation>
    </message>
    <message>
        <source>≠</source>
        <translation>≠</translation>
    </message>
    <message>
        <source>&lt;</source>
        <translation>&lt;</translation>
    </message>
    <message>
        <source>≤</source>
        <translation>≤</translation>
    </message>
    <message>
        <source>&gt;</source>
        <translation>&gt;</translation>
    </message>
    <message>
        <source>≥</source>
        <translation>≥</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>starts with</source>
        <translation>开头是</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>is one of</source>
        <translation>属于</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>is there</source>
        <translation>存在</translation>
    </message>
    <message>
        <source>What to compare with, written as in the table.</source>
        <translation>与之比较的值，写法与表中相同。</translation>
    </message>
    <message>
        <source>Matching</source>
        <translation>符合</translation>
    </message>
    <message>
        <source>Rows for which the condition holds.</source>
        <translation>满足条件的行。</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>其余</translation>
    </message>
    <message>
        <source>All other rows.</source>
        <translation>所有其他行。</translation>
    </message>
    <message>
        <source>Group and aggregate</source>
        <translation>分组并聚合</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>分组依据</translation>
    </message>
    <message>
        <source>Summarise</source>
        <translation>汇总</translation>
    </message>
    <message>
        <source>Columns to summarise.</source>
        <translation>要汇总的列。</translation>
    </message>
    <message>
        <source>Functions</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>What to compute of each.</source>
        <translation>对每列计算什么。</translation>
    </message>
    <message>
        <source>distinct</source>
        <translation>不同值</translation>
    </message>
    <message>
        <source>standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>first</source>
        <translation>第一个</translation>
    </message>
    <message>
        <source>last</source>
        <translation>最后一个</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>Equal columns</source>
        <translation>相等的列</translation>
    </message>
    <message>
        <source>Columns that both tables have.</source>
        <translation>两个表都有的列。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Which rows to keep.</source>
        <translation>保留哪些行。</translation>
    </message>
    <message>
        <source>inner</source>
        <translation>内连接</translation>
    </message>
    <message>
        <source>left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>full</source>
        <translation>全</translation>
    </message>
    <message>
        <source>only left</source>
        <translation>仅左</translation>
    </message>
    <message>
        <source>Suffix</source>
        <translation>后缀</translation>
    </message>
    <message>
        <source>For names that both tables have.</source>
        <translation>用于两个表都有的名称。</translation>
    </message>
    <message>
        <source>Lists to table</source>
        <translation>列表转表格</translation>
    </message>
    <message>
        <source>Put lists beside each other as the columns of a table.

Name the columns in the form: each becomes an input. The lists are equally long; a single value, or a list of
one, is repeated in every row.</source>
        <translation>把多个列表并排作为表格的列。

在表单中为各列命名：每列成为一个输入。各列表长度相同；单个值或只有一个元素的列表会在每一行重复。</translation>
    </message>
    <message>
        <source>Turn the values of a column into columns: one row for each year, one column for each country.

```
year  country  sales          year  FI  NO
2023  FI       4              2023  4   7
2023  NO       7       →      2024  5
2024  FI       5
```

With *the only one*, a place for which there are several values makes the node fail, so that none is lost;
otherwise say how to summarise them. Rows and new columns come in the order of their values.</source>
        <translation>将某列的值变为列：每年一行，每个国家一列。

```
year  country  sales          year  FI  NO
2023  FI       4              2023  4   7
2023  NO       7       →      2024  5
2024  FI       5
```

选择 *唯一的* 时，若某处有多个值则节点失败，以免丢失；否则请说明如何汇总。行和新列按其值的顺序排列。</translation>
    </message>
    <message>
        <source>Read table</source>
        <translation>读取表</translation>
    </message>
    <message>
        <source>The file to read.</source>
        <translation>要读取的文件。</translation>
    </message>
    <message>
        <source>Kind of file</source>
        <translation>文件种类</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>csv</source>
        <translation>csv</translation>
    </message>
    <message>
        <source>json</source>
        <translation>json</translation>
    </message>
    <message>
        <source>jsonl</source>
        <translation>jsonl</translation>
    </message>
    <message>
        <source>parquet</source>
        <translation>parquet</translation>
    </message>
    <message>
        <source>excel</source>
        <translation>excel</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>How letters are stored in a text file.</source>
        <translation>文本文件中字符的存储方式。</translation>
    </message>
    <message>
        <source>First line is a header</source>
        <translation>首行是表头</translation>
    </message>
    <message>
        <source>Whether a text file or sheet starts with names.</source>
        <translation>文本文件或工作表是否以列名开头。</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Missing values</source>
        <translation>缺失值</translation>
    </message>
    <message>
        <source>Texts that mean: no value here.</source>
        <translation>表示此处没有值的文本。</translation>
    </message>
    <message>
        <source>Excel sheet</source>
        <translation>Excel 工作表</translation>
    </message>
    <message>
        <source>&quot;</source>
        <translation>&quot;</translation>
    </message>
    <message>
        <source>&apos;</source>
        <translation>&apos;</translation>
    </message>
    <message>
        <source>The rows and columns of the file.</source>
        <translation>文件的行和列。</translation>
    </message>
    <message>
        <source>Records to table</source>
        <translation>记录转为表</translation>
    </message>
    <message>
        <source>Make a table of a list of JSON objects, as web services answer with: one row an object.

Nested objects become columns of their own with a dot in the name: `{&quot;rate&quot;: {&quot;eur&quot;: 1}}` gives
`rate.eur`. Objects may lack keys; those values are missing.</source>
        <translation>将网络服务返回的 JSON 对象列表变成表：每个对象一行。

嵌套对象成为名称带点的列：`{&quot;rate&quot;: {&quot;eur&quot;: 1}}` 得到 `rate.eur`。对象可以缺少键；这些值即为缺失。</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>A list of JSON objects, or one object of equally long lists.</source>
        <translation>JSON 对象的列表，或由等长列表组成的一个对象。</translation>
    </message>
    <message>
        <source>SQL</source>
        <translation>SQL</translation>
    </message>
    <message>
        <source>Query any number of wired tables with SQL (DuckDB).

Name the tables in the form: each becomes an input of the node, and a table of the query.

```sql
SELECT species, avg(body_mass_g) AS mean_mass
FROM penguins
GROUP BY species
```

The query sees the wired tables and nothing else: it can read no file and reach no host.</source>
        <translation>用 SQL (DuckDB) 查询任意多个连入的表。

在表单中命名各表：每个表成为节点的一个输入和查询中的一个表。

```sql
SELECT species, avg(body_mass_g) AS mean_mass
FROM penguins
GROUP BY species
```

查询只能看到连入的表：不能读取文件，也不能访问网络。</translation>
    </message>
    <message>
        <source>Names of the tables; each is an input.</source>
        <translation>表的名称；每个都是一个输入。</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>One SELECT statement.</source>
        <translation>一条 SELECT 语句。</translation>
    </message>
    <message>
        <source>What the query selects.</source>
        <translation>查询选出的内容。</translation>
    </message>
    <message>
        <source>Select columns</source>
        <translation>选择列</translation>
    </message>
    <message>
        <source>Keep, drop, order and rename columns.

*Keep* lists the columns that stay, in that order; empty keeps all. *Drop* removes some of them.
*Rename* gives new names to old ones.</source>
        <translation>保留、去除、排序和重命名列。

*保留*按顺序列出要留下的列；留空则全部保留。*去除*移除其中一些。*重命名*给旧名称换新名称。</translation>
    </message>
    <message>
        <source>Empty keeps all columns.</source>
        <translation>留空则保留所有列。</translation>
    </message>
    <message>
        <source>Columns to leave out.</source>
        <translation>要去除的列。</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Old name to new name.</source>
        <translation>旧名称到新名称。</translation>
    </message>
    <message>
        <source>Sort rows</source>
        <translation>排序行</translation>
    </message>
    <message>
        <source>Sort a table by one or more columns; missing values come last.

With *keep* above 0 only that many rows stay: the largest, or smallest, few.</source>
        <translation>按一列或多列对表排序；缺失值排在最后。

*最多保留*大于 0 时只留下这么多行：最大或最小的几行。</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>What the file holds; auto looks into it.</source>
        <translation>文件的内容；auto 会查看文件。</translation>
    </message>
    <message>
        <source>What stands between two values of a text file; none reads one column.</source>
        <translation>文本文件中两个值之间的字符；none 读取为一列。</translation>
    </message>
    <message>
        <source>Excel range</source>
        <translation>Excel 区域</translation>
    </message>
    <message>
        <source>Cells to read, as B3:F20; empty reads all.</source>
        <translation>要读取的单元格，如 B3:F20；留空则读取全部。</translation>
    </message>
    <message>
        <source>Lines to skip</source>
        <translation>跳过的行数</translation>
    </message>
    <message>
        <source>Lines above the header; empty guesses it in text files.</source>
        <translation>表头上方的行数；留空则在文本文件中自动猜测。</translation>
    </message>
    <message>
        <source>Quote</source>
        <translation>引号</translation>
    </message>
    <message>
        <source>What stands around values with separators in them.</source>
        <translation>包围含分隔符的值的字符。</translation>
    </message>
    <message>
        <source>Comment sign</source>
        <translation>注释符号</translation>
    </message>
    <message>
        <source>Lines that begin with it are left out.</source>
        <translation>以它开头的行会被忽略。</translation>
    </message>
    <message>
        <source>Decimal sign</source>
        <translation>小数点符号</translation>
    </message>
    <message>
        <source>What stands before the fraction of a number.</source>
        <translation>数字小数部分之前的符号。</translation>
    </message>
    <message>
        <source>.</source>
        <translation>.</translation>
    </message>
    <message>
        <source>,</source>
        <translation>,</translation>
    </message>
    <message>
        <source>Thousands sign</source>
        <translation>千位分隔符</translation>
    </message>
    <message>
        <source>What stands between groups of digits.</source>
        <translation>数字分组之间的符号。</translation>
    </message>
    <message>
        <source>Order of dates</source>
        <translation>日期顺序</translation>
    </message>
    <message>
        <source>Auto takes the one order that fits all rows.</source>
        <translation>auto 采用适合所有行的唯一顺序。</translation>
    </message>
    <message>
        <source>day first</source>
        <translation>日在前</translation>
    </message>
    <message>
        <source>month first</source>
        <translation>月在前</translation>
    </message>
    <message>
        <source>year first</source>
        <translation>年在前</translation>
    </message>
    <message>
        <source>Column types</source>
        <translation>列类型</translation>
    </message>
    <message>
        <source>Types of columns by name; the others are found.</source>
        <translation>按列名指定的类型；其余自动识别。</translation>
    </message>
    <message>
        <source>date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Live preview</source>
        <translation>实时预览</translation>
    </message>
    <message>
        <source>Show what the selected node gives, on the first rows, while the chain is drawn; once more to turn it off</source>
        <translation>绘制链时，用前几行显示所选节点的结果；再次点击即可关闭</translation>
    </message>
    <message>
        <source>Draw a chart of a table.

Choose the kind and the columns; dates, numbers and categories get the fitting axis by themselves. The
chart comes out as PNG, as SVG, and as the Vega-Lite specification it was made from. What the choices do
not cover can be written under *Overrides*, which are merged into that specification.

A table may have any number of rows: of more than 50,000 the bars of a histogram and the groups are counted first,
points become a density, a line keeps its lowest and highest values, and what is drawn of a sample says so.</source>
        <translation>绘制表格的图表。

选择种类和列；日期、数字和类别会自动得到合适的坐标轴。图表以 PNG、SVG 以及生成它的 Vega-Lite
规格输出。选项未涵盖的内容可写在 *Overrides* 下，它们会合并到该规格中。

表格可以有任意多行：超过 50,000 行时，直方图的柱和各组先行计数，点变为密度图，折线保留最低和最高值，
由样本绘制的会注明。</translation>
    </message>
    <message>
        <source>Make numbers, dates or texts of columns of another type.

Text is read as **Read table** reads it. A format such as `%d.%m.%Y` says how dates are written where they are
(or become) text. A value that does not fit, also a fraction where a whole number is wanted, makes the node fail
with its row, or becomes missing and is counted. An empty text is a missing value.</source>
        <translation>将其他类型的列变为数字、日期或文本。

文本的读取方式与**读取表**相同。`%d.%m.%Y` 之类的格式说明日期为文本（或变为文本）时的写法。
不符合的值（包括需要整数时的小数）会使节点失败并指出所在的行，
或变为缺失并计数。空文本为缺失值。</translation>
    </message>
    <message>
        <source>date and time</source>
        <translation>日期和时间</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Fill missing values</source>
        <translation>填充缺失值</translation>
    </message>
    <message>
        <source>Put values where there are none: one that you write, the value above or below, or a figure of the column.

- *a value* is written as in the table, and must be of the type of each column;
- *previous* and *next* take that of the nearest row which has one, in the order of the table;
- *mean* and *median* are of the numbers in the column, *most frequent*, *min* and *max* of any values.

With groups, previous rows and figures are those of the same group. NaN counts as missing. Where there is nothing
to take (no row above, no value in the group) it stays missing.</source>
        <translation>在没有值的地方填入值：您写的值、上方或下方的值，或该列的指标。

- *一个值*按表中的写法书写，且必须符合各列的类型；
- *上一个*和*下一个*按表的顺序，取最近的有值的行的值；
- *平均值*和*中位数*取自列中的数字，*最常见*、*最小值*和*最大值*取自任意值。

有分组时，前面的行和指标都取自同一组。NaN 视为缺失。没有可取的值时
（上方没有行、组中没有值），仍为缺失。</translation>
    </message>
    <message>
        <source>Empty takes all columns (for mean and median all of numbers).</source>
        <translation>留空则取所有列（平均值和中位数取所有数字列）。</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>取</translation>
    </message>
    <message>
        <source>a value</source>
        <translation>一个值</translation>
    </message>
    <message>
        <source>previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>most frequent</source>
        <translation>最常见</translation>
    </message>
    <message>
        <source>For *a value*: what to put there.</source>
        <translation>用于*一个值*：要填入的内容。</translation>
    </message>
    <message>
        <source>Within groups of</source>
        <translation>分组范围</translation>
    </message>
    <message>
        <source>Keep the rows of a table for which a condition holds; the others come out below.

- *contains* and *starts with* compare text, *matches* takes a regular expression;
- *is one of* takes values separated by commas;
- a missing value satisfies no condition but *is missing*.

Further conditions are joined by *and* or *or*. *And* binds closer: `a and b or c` keeps the rows for which both a
and b hold, and those for which c does.</source>
        <translation>保留表中满足条件的行；其他行从下方输出。

- *包含*和*开头是*比较文本，*匹配*使用正则表达式；
- *属于*使用以逗号分隔的多个值；
- 缺失值不满足任何条件，*缺失*除外。

更多条件以*且*或*或*连接。*且*优先：`a and b or c` 保留
a 和 b 都成立的行，以及 c 成立的行。</translation>
    </message>
    <message>
        <source>Further conditions</source>
        <translation>更多条件</translation>
    </message>
    <message>
        <source>and</source>
        <translation>且</translation>
    </message>
    <message>
        <source>or</source>
        <translation>或</translation>
    </message>
    <message>
        <source>Joined</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Formula column</source>
        <translation>公式列</translation>
    </message>
    <message>
        <source>Compute a column from the others of each row, with an expression of SQL (DuckDB).

- `weight / (height * height)` for numbers; names with blanks stand in double quotes: `&quot;body mass&quot; * 2`;
- `lower(city) || &apos;, &apos; || country` for text, `date_diff(&apos;day&apos;, ordered, delivered)` for dates;
- `CASE WHEN age &lt; 18 THEN &apos;child&apos; ELSE &apos;adult&apos; END` for choices;
- `sum(sales) OVER (PARTITION BY year)` for figures of a group.

A column of that name is replaced where it stands. An expression that fails in one row makes the node fail;
`TRY(…)` gives a missing value there instead.</source>
        <translation>用 SQL (DuckDB) 表达式，由每行的其他列计算一列。

- `weight / (height * height)` 用于数字；含空格的名称放在双引号中：`&quot;body mass&quot; * 2`；
- `lower(city) || &apos;, &apos; || country` 用于文本，`date_diff(&apos;day&apos;, ordered, delivered)` 用于日期；
- `CASE WHEN age &lt; 18 THEN &apos;child&apos; ELSE &apos;adult&apos; END` 用于分情况取值；
- `sum(sales) OVER (PARTITION BY year)` 用于组的指标。

同名的列在原处被替换。表达式在某一行失败会使节点失败；
改用 `TRY(…)` 则在该处得到缺失值。</translation>
    </message>
    <message>
        <source>Of the column that is made.</source>
        <translation>所生成列的名称。</translation>
    </message>
    <message>
        <source>What to compute for each row.</source>
        <translation>对每行计算什么。</translation>
    </message>
    <message>
        <source>Group rows that are equal in some columns and compute figures for each group.

Every function is applied to every column to summarise: *mean* of `body_mass_g` becomes
`body_mass_g_mean`. Under *Figures* each column has a function (and a name) of its own: the mean of one, the
largest of another. The number of rows is always there as `rows`. Without columns to group by, the whole table is
one group. *First* and *last* go by the order of the rows.</source>
        <translation>将某些列相等的行分为一组，并计算每组的指标。

每个函数应用于每个要汇总的列：`body_mass_g` 的*平均值*成为
`body_mass_g_mean`。在*指标*下，每列有各自的函数（和名称）：一列取平均值，
另一列取最大值。行数总是以 `rows` 给出。没有分组依据的列时，
整个表为一组。*第一个*和*最后一个*按行的顺序。</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Further figures, each of one column.</source>
        <translation>更多指标，每个针对一列。</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>Put two tables side by side where the values of some columns are equal.

- *inner*: rows that match in both;
- *left*, *right*, *full*: also the rows of that side (or both) that match nothing;
- *only left*: rows of the left table that match nothing.

Columns that are equal may have one name in both tables or two. Numbers match numbers and text matches text;
whole numbers beside numbers with a fraction, or text beside numbers, match once you say how to compare them. A
missing value matches nothing. Of equal columns the left one stays; a further column of the right table whose name
the left one has too gets the suffix. Rows that are left out are counted, except of tables too large for memory.</source>
        <translation>在某些列的值相等处将两个表并排放置。

- *内连接*：两边都匹配的行；
- *左*、*右*、*全*：还包括该侧（或两侧）没有匹配的行；
- *仅左*：左表中没有匹配的行。

相等的列在两个表中可以同名，也可以异名。数字与数字匹配，文本与文本匹配；
整数与小数、文本与数字，在您说明比较方式后才匹配。
缺失值不匹配任何值。相等的列保留左侧的；右表中其他与左表同名的列
会加上后缀。被去除的行会计数，但表大到内存放不下时除外。</translation>
    </message>
    <message>
        <source>Of two names</source>
        <translation>名称不同的列</translation>
    </message>
    <message>
        <source>A column of the left table, and its like of the right one.</source>
        <translation>左表的一列，以及右表中与之对应的列。</translation>
    </message>
    <message>
        <source>How values of two types are compared.</source>
        <translation>两种类型的值如何比较。</translation>
    </message>
    <message>
        <source>as they are</source>
        <translation>按原样</translation>
    </message>
    <message>
        <source>as numbers</source>
        <translation>按数字</translation>
    </message>
    <message>
        <source>as text</source>
        <translation>按文本</translation>
    </message>
    <message>
        <source>Pivot</source>
        <translation>透视</translation>
    </message>
    <message>
        <source>Columns that stay: one row for each of their values.</source>
        <translation>保留的列：其每个值一行。</translation>
    </message>
    <message>
        <source>New columns from</source>
        <translation>新列来自</translation>
    </message>
    <message>
        <source>Its values become names of columns.</source>
        <translation>其值成为列名。</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>What stands in them.</source>
        <translation>其中的内容。</translation>
    </message>
    <message>
        <source>Of several take</source>
        <translation>多个时取</translation>
    </message>
    <message>
        <source>Where several values meet.</source>
        <translation>同一处有多个值时。</translation>
    </message>
    <message>
        <source>the only one</source>
        <translation>唯一的</translation>
    </message>
    <message>
        <source>Read a table from a CSV, TSV, JSON, JSON lines, Parquet or Excel file.

The kind follows from what the file holds and from its suffix; files packed with gzip, zstd or bz2 are
unpacked. How a text file is written (encoding, separator, quotes, header, lines above it, decimal sign,
order of day and month) is guessed, and each guess that is no plain CSV is told; set it under
*More options* where the guess is wrong. Column types (numbers, dates, yes/no) are those that all rows fit;
where dates or numbers can be read in two ways, the column stays text.

Several files of one kind, or all sheets of a workbook, are read below each other: their columns go together by
name, and a column of origin says where each row comes from.

A file with broken quoting, rows of unlike length or mixed encodings is refused with the line at fault.</source>
        <translation>从 CSV、TSV、JSON、JSON 行、Parquet 或 Excel 文件读取表格。

文件类型由内容和后缀决定；用 gzip、zstd 或 bz2 压缩的文件会被解压。文本文件的写法（编码、分隔符、引号、表头、表头上方的行、小数点符号、日月顺序）会自动猜测，凡不同于普通 CSV 的猜测都会告知；猜错时请在 *更多选项* 中设置。列类型（数字、日期、是/否）是所有行都符合的类型；日期或数字有两种读法时，该列保持为文本。

可将同一种类的多个文件或工作簿的全部工作表上下拼接读取：列按名称对应，来源列说明每一行来自何处。

引号损坏、各行长度不一或混用编码的文件会被拒绝，并指出出错的行。</translation>
    </message>
    <message>
        <source>Its name; empty takes the first that is not hidden, * all of those.</source>
        <translation>工作表名称；留空则取第一个未隐藏的工作表，* 表示全部未隐藏的。</translation>
    </message>
    <message>
        <source>Other files</source>
        <translation>其他文件</translation>
    </message>
    <message>
        <source>Names of files in the same folder that are read, too, such as orders-*.csv.</source>
        <translation>同一文件夹中一并读取的文件名，例如 orders-*.csv。</translation>
    </message>
    <message>
        <source>Several files or sheets</source>
        <translation>多个文件或工作表</translation>
    </message>
    <message>
        <source>Says which file or sheet a row is from; empty for none.</source>
        <translation>说明每一行来自哪个文件或工作表；留空则不添加。</translation>
    </message>
    <message>
        <source>Remove duplicates</source>
        <translation>删除重复项</translation>
    </message>
    <message>
        <source>Keep one of the rows that are equal; the others come out below.

Rows are equal where all columns are, or only those that you name: customers with the same `email`, say. The
order of the rows stays. Missing values are equal to each other here.</source>
        <translation>相等的行只保留一行；其他行从下方输出。

所有列都相等，或仅您指定的列相等（例如 `email` 相同的客户），即为相等的行。
行的顺序不变。缺失值在此处彼此相等。</translation>
    </message>
    <message>
        <source>Equal in</source>
        <translation>相等的列</translation>
    </message>
    <message>
        <source>Columns to compare; empty compares all.</source>
        <translation>要比较的列；留空则比较所有列。</translation>
    </message>
    <message>
        <source>Which of several; none drops all that have a twin.</source>
        <translation>多行中保留哪一行；无则去除所有有重复的行。</translation>
    </message>
    <message>
        <source>Unique</source>
        <translation>唯一</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复项</translation>
    </message>
    <message>
        <source>The rows that were left out.</source>
        <translation>被省略的行。</translation>
    </message>
    <message>
        <source>Sample rows</source>
        <translation>抽样</translation>
    </message>
    <message>
        <source>Take some rows at random; the others come out below, so that one is for learning and the other for testing.

The same seed takes the same rows again. With a column to balance, each of its values keeps its share (or, by
number of rows, gives that many).</source>
        <translation>随机抽取一些行；其他行从下方输出，这样一部分用于学习，另一部分用于测试。

相同的种子会再次抽取相同的行。指定均衡列后，其每个值保持各自的占比
（按行数抽取时，每个值各取这么多行）。</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>How many rows, or percent of them.</source>
        <translation>多少行，或百分之多少的行。</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>What the amount means.</source>
        <translation>数量的含义。</translation>
    </message>
    <message>
        <source>percent</source>
        <translation>百分比</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Balance by</source>
        <translation>按列均衡</translation>
    </message>
    <message>
        <source>A column whose values keep their shares.</source>
        <translation>各值保持其占比的列。</translation>
    </message>
    <message>
        <source>Another number takes other rows.</source>
        <translation>不同的数字取不同的行。</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Sort by the first, then among equals by the next.</source>
        <translation>先按第一列排序，相等时按下一列。</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>从大到小</translation>
    </message>
    <message>
        <source>The other way</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>Of these columns, those that go the other way.</source>
        <translation>这些列中反向排序的列。</translation>
    </message>
    <message>
        <source>Keep at most</source>
        <translation>最多保留</translation>
    </message>
    <message>
        <source>How many rows to keep; 0 keeps all.</source>
        <translation>保留多少行；0 为全部。</translation>
    </message>
    <message>
        <source>Split column</source>
        <translation>拆分列</translation>
    </message>
    <message>
        <source>Take a text apart at a separator, or a list into its items: into columns, or into rows below each other.

Into columns: without names there are as many as the longest text has parts; with names the last takes what is
left. Into rows: the other columns are repeated for each part.</source>
        <translation>在分隔符处拆分文本，或将列表拆成各项：拆成列，或拆成上下排列的行。

拆成列：未给出名称时，列数等于最长文本的部分数；给出名称时，最后一列取
剩余部分。拆成行：其他列对每个部分重复。</translation>
    </message>
    <message>
        <source>What stands between two parts.</source>
        <translation>两部分之间的内容。</translation>
    </message>
    <message>
        <source>Into</source>
        <translation>拆成</translation>
    </message>
    <message>
        <source>columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Names of the new columns.</source>
        <translation>新列的名称。</translation>
    </message>
    <message>
        <source>Without blanks</source>
        <translation>去除空白</translation>
    </message>
    <message>
        <source>Around each part.</source>
        <translation>每个部分两侧。</translation>
    </message>
    <message>
        <source>Keep the column</source>
        <translation>保留该列</translation>
    </message>
    <message>
        <source>Beside its parts.</source>
        <translation>与各部分并存。</translation>
    </message>
    <message>
        <source>Table to records</source>
        <translation>表转为记录</translation>
    </message>
    <message>
        <source>Turn a table into a list of JSON objects, one a row.</source>
        <translation>将表变成 JSON 对象的列表，每行一个。</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>At most this many rows.</source>
        <translation>最多这么多行。</translation>
    </message>
    <message>
        <source>Top rows of groups</source>
        <translation>各组前几行</translation>
    </message>
    <message>
        <source>Keep the rows of each group that are largest (or smallest) in a column: the three longest films of each year.

Without groups it takes them of the whole table. Groups come in their order, in them the largest first. Rows
without a value are never among them.</source>
        <translation>保留每组中某列最大（或最小）的行：例如每年最长的三部电影。

没有分组时取自整个表。各组按其顺序排列，组内最大的在前。
没有值的行从不包括在内。</translation>
    </message>
    <message>
        <source>By</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>The column that decides.</source>
        <translation>起决定作用的列。</translation>
    </message>
    <message>
        <source>How many of each group.</source>
        <translation>每组多少行。</translation>
    </message>
    <message>
        <source>Take the</source>
        <translation>取</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>smallest</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Ties</source>
        <translation>并列</translation>
    </message>
    <message>
        <source>Of equal rows at the end take the first, or all, so that there may be more.</source>
        <translation>末尾相等的行取第一个，或取全部，因此可能更多。</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Union</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Put the rows of several tables below each other.

Name the tables in the form: each becomes an input. Columns go together by their names (one that a table has not
got is missing in its rows, and that is told), or by their position. Numbers of several kinds become one kind that
holds them all; other types go together only as text.</source>
        <translation>将多个表的行上下排列。

在表单中命名各表：每个成为一个输入。列按名称对应（某个表没有的列，
在其行中为缺失，并会告知），或按位置对应。多种数字变为能容纳它们的一种；
其他类型只能作为文本合并。</translation>
    </message>
    <message>
        <source>Columns go together by</source>
        <translation>列的对应方式</translation>
    </message>
    <message>
        <source>position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Where types do not go together</source>
        <translation>类型不相符时</translation>
    </message>
    <message>
        <source>make text</source>
        <translation>变为文本</translation>
    </message>
    <message>
        <source>Column of origin</source>
        <translation>来源列</translation>
    </message>
    <message>
        <source>A column of this name tells from which table a row comes.</source>
        <translation>此名称的列说明每行来自哪个表。</translation>
    </message>
    <message>
        <source>Unpivot</source>
        <translation>逆透视</translation>
    </message>
    <message>
        <source>Turn columns into rows: from one column a year to a column *year* and a column *value*.

Columns to keep are repeated in every row. The order is that of the rows, in them that of the columns. Numbers of
several kinds become one kind that holds them all; other types only together as text.</source>
        <translation>将列变为行：从每年一列变为*年份*列和*值*列。

保留的列在每行重复。顺序按行，行内按列。多种数字变为
能容纳它们的一种；其他类型只能作为文本合并。</translation>
    </message>
    <message>
        <source>Columns that stay.</source>
        <translation>保留的列。</translation>
    </message>
    <message>
        <source>To rows</source>
        <translation>变为行</translation>
    </message>
    <message>
        <source>Columns that become rows; empty takes all that do not stay.</source>
        <translation>变为行的列；留空则取所有不保留的列。</translation>
    </message>
    <message>
        <source>Column of names</source>
        <translation>名称列</translation>
    </message>
    <message>
        <source>Column of values</source>
        <translation>值列</translation>
    </message>
    <message>
        <source>Whether there is a row for a value that is not there.</source>
        <translation>不存在的值是否也占一行。</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>As text</source>
        <translation>作为文本</translation>
    </message>
    <message>
        <source>Make text of all values, so that any columns go together.</source>
        <translation>将所有值变为文本，使任意列都可合并。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Add a column computed from rows around each row: its rank, a running sum, the value before it.

Rows are looked at in the order of some columns (without, in that of the table), within groups if you name some;
they come out in the order in which they came.

- *rank* gives equal rows the same number and leaves a gap behind them, *dense rank* leaves none;
- *moving mean* and *moving sum* are of so many rows up to this one; *previous*, *next*, *difference* and
  *percent change* look so many rows back or ahead;
- *share of group* is the part (0 to 1) of the sum of the group.</source>
        <translation>添加一列，由每行周围的行计算：其排名、累计和、前一个值。

按某些列的顺序查看各行（未指定则按表的顺序），若指定分组则在组内；
输出时保持原来的顺序。

- *排名*给相等的行相同的数字，并在其后留出空号，*密集排名*不留空号；
- *移动平均值*和*移动总和*计算到本行为止的若干行；*上一个*、*下一个*、*差值*和
  *变化百分比*向前或向后看若干行；
- *组内占比*是占该组总和的部分（0 到 1）。</translation>
    </message>
    <message>
        <source>What to compute.</source>
        <translation>计算的内容。</translation>
    </message>
    <message>
        <source>row number</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>rank</source>
        <translation>排名</translation>
    </message>
    <message>
        <source>dense rank</source>
        <translation>密集排名</translation>
    </message>
    <message>
        <source>running sum</source>
        <translation>累计总和</translation>
    </message>
    <message>
        <source>running mean</source>
        <translation>累计平均值</translation>
    </message>
    <message>
        <source>running min</source>
        <translation>累计最小值</translation>
    </message>
    <message>
        <source>running max</source>
        <translation>累计最大值</translation>
    </message>
    <message>
        <source>running count</source>
        <translation>累计计数</translation>
    </message>
    <message>
        <source>moving mean</source>
        <translation>移动平均值</translation>
    </message>
    <message>
        <source>moving sum</source>
        <translation>移动总和</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>percent change</source>
        <translation>变化百分比</translation>
    </message>
    <message>
        <source>group sum</source>
        <translation>组总和</translation>
    </message>
    <message>
        <source>group mean</source>
        <translation>组平均值</translation>
    </message>
    <message>
        <source>share of group</source>
        <translation>组内占比</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>对象列</translation>
    </message>
    <message>
        <source>Ranks need none.</source>
        <translation>排名不需要。</translation>
    </message>
    <message>
        <source>In the order of</source>
        <translation>按此顺序</translation>
    </message>
    <message>
        <source>Of a moving figure, or how far back or ahead.</source>
        <translation>移动指标的行数，或向前、向后看多远。</translation>
    </message>
    <message>
        <source>Of the new column; empty makes one of what it is.</source>
        <translation>新列的名称；留空则按其内容命名。</translation>
    </message>
    <message>
        <source>Write table</source>
        <translation>写入表</translation>
    </message>
    <message>
        <source>Write a table to a CSV, TSV, JSON, JSON lines, Parquet or Excel file.

The kind follows from the suffix of the name; `.csv.gz` and `.csv.zst` are compressed. The file is kept with the
results of the run; give a path under *Save to* to have a copy where you want it: it is written beside the file
that is there and then takes its place. A large table can be cut into several files of so many rows each: they are
called `table-1.csv`, `table-2.csv` and so on.

Text files hold all digits, times as ISO 8601, lists and records as JSON. What Excel cannot hold (zones, numbers of
more than 15 digits) is written as text or left out, and that is told with how often.</source>
        <translation>将表格写入 CSV、TSV、JSON、JSON 行、Parquet 或 Excel 文件。

种类由名称的后缀决定；`.csv.gz` 和 `.csv.zst` 为压缩文件。文件与运行结果一起保存；在 *保存到* 下给出路径即可
在所需位置得到副本：它先写在现有文件旁边，然后取代它。大表可以按行数分成多个文件：
名称为 `table-1.csv`、`table-2.csv` 等。

文本文件保留所有数字，时间按 ISO 8601，列表和记录按 JSON。Excel 无法容纳的内容（时区、超过 15 位的数字）
写为文本或省略，并告知次数。</translation>
    </message>
    <message>
        <source>Name of the file; its suffix says the kind.</source>
        <translation>文件名称；后缀决定种类。</translation>
    </message>
    <message>
        <source>tsv</source>
        <translation>tsv</translation>
    </message>
    <message>
        <source>Between the values of a text file; auto follows the kind and the decimal sign.</source>
        <translation>文本文件中值之间的分隔；auto 取决于种类和小数点符号。</translation>
    </message>
    <message>
        <source>;</source>
        <translation>;</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>|</source>
        <translation>|</translation>
    </message>
    <message>
        <source>Of the numbers in a text file.</source>
        <translation>文本文件中数字的小数点。</translation>
    </message>
    <message>
        <source>Quotes around</source>
        <translation>加引号的内容</translation>
    </message>
    <message>
        <source>In a text file.</source>
        <translation>在文本文件中。</translation>
    </message>
    <message>
        <source>texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>all values</source>
        <translation>所有值</translation>
    </message>
    <message>
        <source>Of a text file; utf-8-sig is what Excel recognises.</source>
        <translation>文本文件的编码；Excel 能识别 utf-8-sig。</translation>
    </message>
    <message>
        <source>Names in the first line</source>
        <translation>首行为列名</translation>
    </message>
    <message>
        <source>Of a text file.</source>
        <translation>文本文件的。</translation>
    </message>
    <message>
        <source>Rows per file</source>
        <translation>每个文件的行数</translation>
    </message>
    <message>
        <source>Begin another file after so many rows; 0 writes one file.</source>
        <translation>达到此行数后开始新文件；0 写一个文件。</translation>
    </message>
    <message>
        <source>The file, or the first of several.</source>
        <translation>该文件，或多个文件中的第一个。</translation>
    </message>
    <message>
        <source>All of them, in their order.</source>
        <translation>全部文件，按顺序。</translation>
    </message>
    <message>
        <source>Find and replace</source>
        <translation>查找和替换</translation>
    </message>
    <message>
        <source>What to look for.</source>
        <translation>要查找的内容。</translation>
    </message>
    <message>
        <source>Replace by</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>Ignore case</source>
        <translation>忽略大小写</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>计数</translation>
    </message>
    <message>
        <source>How many places were changed.</source>
        <translation>修改了多少处。</translation>
    </message>
    <message>
        <source>Split text</source>
        <translation>拆分文本</translation>
    </message>
    <message>
        <source>Cut a text into pieces: at empty lines, at every line, or into pieces of about one size.

A piece that is too long is cut where a paragraph, a sentence or a word ends. With an overlap it begins with
the end of the one before, so that nothing is lost between two of them: what a language model is given in
pieces wants that.</source>
        <translation>把文本切成若干段：在空行处、在每一行处，或切成大小相近的段。

过长的段会在段落、句子或单词结束处切开。设置重叠后，每段以前一段的结尾开头，两段之间不会丢失内容：分段交给语言模型的文本正需要这样。</translation>
    </message>
    <message>
        <source>At</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Where to cut.</source>
        <translation>在哪里切开。</translation>
    </message>
    <message>
        <source>paragraphs</source>
        <translation>段落</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>行</translation>
    </message>
    <message>
        <source>size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Most characters</source>
        <translation>最多字符数</translation>
    </message>
    <message>
        <source>Of a piece; longer ones are cut again.</source>
        <translation>每段的上限；更长的会再次切开。</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>重叠</translation>
    </message>
    <message>
        <source>Characters that a piece repeats of the one before.</source>
        <translation>每段重复前一段的字符数。</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>片段</translation>
    </message>
    <message>
        <source>In their order, without empty ones.</source>
        <translation>按顺序排列，不含空段。</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Fill a text with values (Jinja2).

Name the variables in the form: each becomes an input of the node. Write `{{ name }}` where a value goes;
a table is a list of rows:

```
{% for row in data[:3] %}{{ row.species }}: {{ row.mass }}
{% endfor %}
```

Templates run in Jinja2&apos;s sandbox: they can compute with what they are given and reach nothing else.</source>
        <translation>用值填充文本 (Jinja2)。

在表单中命名变量：每个成为节点的一个输入。在放值的地方写 `{{ name }}`；表是行的列表：

```
{% for row in data[:3] %}{{ row.species }}: {{ row.mass }}
{% endfor %}
```

模板在 Jinja2 的沙箱中运行：只能处理收到的内容，接触不到其他东西。</translation>
    </message>
    <message>
        <source>Variables</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>The text with its placeholders.</source>
        <translation>带占位符的文本。</translation>
    </message>
    <message>
        <source>For missing values</source>
        <translation>用于缺失值</translation>
    </message>
    <message>
        <source>What is printed where a value is missing.</source>
        <translation>缺失值处输出的内容。</translation>
    </message>
    <message>
        <source>HTTP request</source>
        <translation>HTTP 请求</translation>
    </message>
    <message>
        <source>Web</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>A server runs chains for a team, also while this machine is off. Its operator gives you the address and a token; the token is kept in the system&apos;s keyring.</source>
        <translation>服务器为团队运行链，即使本机已关闭。运营者会给您地址和令牌；令牌保存在系统的密钥环中。</translation>
    </message>
    <message>
        <source>Servers you know</source>
        <translation>您认识的服务器</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Test and keep</source>
        <translation>测试并保存</translation>
    </message>
    <message>
        <source>A name, an address and a token are needed.</source>
        <translation>需要名称、地址和令牌。</translation>
    </message>
    <message>
        <source>Asking {url} …</source>
        <translation>正在询问 {url} …</translation>
    </message>
    <message>
        <source>It answers. You are “{name}” there and may: {scopes}.</source>
        <translation>它有应答。您在那里是“{name}”，可以：{scopes}。</translation>
    </message>
    <message>
        <source>Starts with http:// or https://</source>
        <translation>以 http:// 或 https:// 开头</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>GET</source>
        <translation>GET</translation>
    </message>
    <message>
        <source>POST</source>
        <translation>POST</translation>
    </message>
    <message>
        <source>PUT</source>
        <translation>PUT</translation>
    </message>
    <message>
        <source>PATCH</source>
        <translation>PATCH</translation>
    </message>
    <message>
        <source>DELETE</source>
        <translation>DELETE</translation>
    </message>
    <message>
        <source>HEAD</source>
        <translation>HEAD</translation>
    </message>
    <message>
        <source>Added to the address after the question mark.</source>
        <translation>附加在地址的问号之后。</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>请求头</translation>
    </message>
    <message>
        <source>Such as Accept: application/json</source>
        <translation>例如 Accept: application/json</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Sent as JSON; a text is sent as it is.</source>
        <translation>以 JSON 发送；文本按原样发送。</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>A secret, sent as Authorization: Bearer …</source>
        <translation>密钥，以 Authorization: Bearer … 发送</translation>
    </message>
    <message>
        <source>Fail on an error status</source>
        <translation>状态码出错时失败</translation>
    </message>
    <message>
        <source>An answer of 400 or more fails the node.</source>
        <translation>应答为 400 或以上时节点失败。</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>重试次数</translation>
    </message>
    <message>
        <source>How often to try again.</source>
        <translation>重试多少次。</translation>
    </message>
    <message>
        <source>Timeout (s)</source>
        <translation>超时 (秒)</translation>
    </message>
    <message>
        <source>Find a text, or a regular expression, and put another in its place.

Regular expressions are those of [RE2](https://github.com/google/re2/wiki/Syntax): whatever the pattern, the time
grows with the text alone. So they cannot look ahead or behind (`(?=…)`), nor refer to their own groups (`\\1` in
the pattern). `\\w`, `\\d` and `\\b` know the letters and digits of English, `\\pL` those of all languages; the end
of the text is `$` or `\\z`. In the replacement `\\1` stands for the first group, `\\g&lt;name&gt;` for one with a name.</source>
        <translation>查找文本或正则表达式，并用其他文本替换。

正则表达式采用 [RE2](https://github.com/google/re2/wiki/Syntax) 语法：无论模式如何，耗时只随文本增长。因此不能使用前瞻或后顾
（`(?=…)`），也不能在模式中引用自身的分组（`\\1`）。`\\w`、`\\d` 和 `\\b` 只识别英文字母和数字，`\\pL` 识别所有语言的字母；
文本结尾用 `$` 或 `\\z`。在替换文本中，`\\1` 代表第一个分组，`\\g&lt;name&gt;` 代表具名分组。</translation>
    </message>
    <message>
        <source>Send a request to a web address and take the answer.

The answer comes out as *data* (parsed, when it is JSON), as *text*, and as a *file*, with its status and headers
and the address that gave it after all redirects. The body is streamed to disk, so its size is limited by *Largest
answer* and not by memory.

What is sent is JSON, a text as it is, the fields of a form, or a file (with form fields: as *multipart*). With a
user the secret is a password (*Basic*), without one a *Bearer* token.

Answers 429, 502, 503 and 504 and broken connections are tried again, after the time the server asks for but at
most 30 s later: GET, HEAD, PUT and DELETE, which do no harm when they arrive twice; POST and PATCH once you say so.</source>
        <translation>向网址发送请求并取得应答。

应答以 *数据*（若为 JSON 则已解析）、*文本* 和 *文件* 输出，并带有状态、标头以及所有重定向之后给出应答的地址。
正文直接写入磁盘，因此大小受 *最大应答* 限制而不受内存限制。

发送的是 JSON、原样的文本、表单字段或文件（带表单字段时为 *multipart*）。有用户时机密为密码（*Basic*），
没有时为 *Bearer* 令牌。

应答 429、502、503、504 以及断开的连接会在服务器要求的时间之后（最多 30 秒）重试：GET、HEAD、PUT 和 DELETE，
因为重复到达无害；POST 和 PATCH 则需您同意。</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Fields of a form, sent instead of a body.</source>
        <translation>表单字段，代替正文发送。</translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>上传</translation>
    </message>
    <message>
        <source>A file to send: as the body, or beside the fields of a form.</source>
        <translation>要发送的文件：作为正文，或与表单字段一起。</translation>
    </message>
    <message>
        <source>Field of the file</source>
        <translation>文件的字段</translation>
    </message>
    <message>
        <source>Its name in the form; empty sends the file as the body.</source>
        <translation>在表单中的名称；留空则将文件作为正文发送。</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>With it the secret is sent as its password.</source>
        <translation>填写后，机密作为其密码发送。</translation>
    </message>
    <message>
        <source>Try POST and PATCH again</source>
        <translation>重试 POST 和 PATCH</translation>
    </message>
    <message>
        <source>They may then arrive twice.</source>
        <translation>它们可能会到达两次。</translation>
    </message>
    <message>
        <source>For all of it: every try, each wait, the whole answer.</source>
        <translation>涵盖全部：每次尝试、每次等待、整个应答。</translation>
    </message>
    <message>
        <source>Largest answer (MB)</source>
        <translation>最大应答 (MB)</translation>
    </message>
    <message>
        <source>The parsed JSON; nothing when the answer is not JSON.</source>
        <translation>解析后的 JSON；若应答不是 JSON 则为空。</translation>
    </message>
    <message>
        <source>The answer as text; empty when it is binary.</source>
        <translation>文本形式的应答；二进制时为空。</translation>
    </message>
    <message>
        <source>The answer as it came.</source>
        <translation>原样的应答。</translation>
    </message>
    <message>
        <source>The HTTP status, such as 200.</source>
        <translation>HTTP 状态码，例如 200。</translation>
    </message>
    <message>
        <source>Those of the answer, their names in small letters.</source>
        <translation>应答的标头，名称为小写。</translation>
    </message>
    <message>
        <source>Where the answer came from, after all redirects.</source>
        <translation>所有重定向之后应答的来源。</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>What went wrong, when it went wrong: node, reason, remedy, port.</source>
        <translation>出错时的内容：节点、原因、处理办法、端口。</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>灰色</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>yellow</source>
        <translation>黄色</translation>
    </message>
    <message>
        <source>orange</source>
        <translation>橙色</translation>
    </message>
    <message>
        <source>red</source>
        <translation>红色</translation>
    </message>
    <message>
        <source>purple</source>
        <translation>紫色</translation>
    </message>
    <message>
        <source>What the chain is given</source>
        <translation>链得到的内容</translation>
    </message>
    <message>
        <source>What the chain gives back</source>
        <translation>链给出的内容</translation>
    </message>
    <message>
        <source>Penguins of the Palmer Archipelago</source>
        <translation>帕尔默群岛的企鹅</translation>
    </message>
    <message>
        <source>Reads measurements of 344 penguins, leaves out those without a mass, computes the mean mass by species and sex with SQL, and puts a chart and the table into a report.</source>
        <translation>读取 344 只企鹅的测量数据，去掉没有体重的，用 SQL 按种类和性别计算平均体重，并把图表和表放进报告。</translation>
    </message>
    <message>
        <source>Review before publishing</source>
        <translation>发布前审核</translation>
    </message>
    <message>
        <source>Summarises each species in a sub-chain (double click on *Each species* to look inside), adds the field notes if there are any, and asks a person before anything is published.</source>
        <translation>在子链中汇总每个种类（双击 *Each species* 查看内部），如有野外笔记则加入，并在发布前询问某人。</translation>
    </message>
    <message>
        <source>Search by meaning</source>
        <translation>按含义搜索</translation>
    </message>
    <message>
        <source>Cuts a text into paragraphs, lets a language model in a container turn each into a vector, and ranks them by how near they are to a question. Needs Docker, the image iceos/node-llm (make images) and a model: a GGUF file in the folder models beside this chain.</source>
        <translation>把文本切成段落，让容器中的语言模型把每段变成向量，再按与问题的接近程度排序。需要 Docker、镜像 iceos/node-llm（make images）以及一个模型：放在此链旁边 models 文件夹中的 GGUF 文件。</translation>
    </message>
    <message>
        <source>Weather forecast</source>
        <translation>天气预报</translation>
    </message>
    <message>
        <source>Fetches the forecast for a place as JSON from a free public service, makes a table of it, and puts a chart and the table into a report. Weather data by Open-Meteo.com (CC BY 4.0).</source>
        <translation>从免费的公共服务获取某地预报的 JSON，制成表，并把图表和表放进报告。天气数据来自 Open-Meteo.com (CC BY 4.0)。</translation>
    </message>
    <message>
        <source>Add image…</source>
        <translation>添加镜像…</translation>
    </message>
    <message>
        <source>An image (name:version), a running container, or the address of a server that describes itself
by OpenAPI. Each of its operations becomes a tool.</source>
        <translation>镜像（名称:版本）、运行中的容器，或以 OpenAPI 描述自身的服务器地址。
其每个操作都成为一个工具。</translation>
    </message>
    <message>
        <source>Looking at {name}…</source>
        <translation>正在查看 {name}…</translation>
    </message>
    <message>
        <source>{name} is added. Its tools: {tools}</source>
        <translation>已添加 {name}。其工具：{tools}</translation>
    </message>
    <message>
        <source>{count} operations cannot be tools</source>
        <translation>{count} 个操作不能作为工具</translation>
    </message>
    <message>
        <source>There is no terminal here. The command is in the clipboard: {command}</source>
        <translation>此处没有终端。命令已在剪贴板中：{command}</translation>
    </message>
    <message>
        <source>This node has no running container. Keep it warm, and run it.</source>
        <translation>此节点没有运行中的容器。请保持预热并运行。</translation>
    </message>
    <message>
        <source>Containers: not available</source>
        <translation>容器：不可用</translation>
    </message>
    <message>
        <source>Containers: ready</source>
        <translation>容器：就绪</translation>
    </message>
    <message>
        <source>Docker {version}</source>
        <translation>Docker {version}</translation>
    </message>
    <message>
        <source>Log of {name}</source>
        <translation>{name} 的日志</translation>
    </message>
    <message>
        <source>It has written nothing.</source>
        <translation>没有任何输出。</translation>
    </message>
    <message>
        <source>Export to a server</source>
        <translation>导出到服务器</translation>
    </message>
    <message>
        <source>What the server says</source>
        <translation>服务器的答复</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Sending {count} files and asking …</source>
        <translation>正在发送 {count} 个文件并询问…</translation>
    </message>
    <message>
        <source>{old} goes along as {new}</source>
        <translation>{old} 将作为 {new} 一同发送</translation>
    </message>
    <message>
        <source>It cannot run there as it is. Nothing was stored.</source>
        <translation>目前无法在那里运行。没有保存任何内容。</translation>
    </message>
    <message>
        <source>It can run there.</source>
        <translation>可以在那里运行。</translation>
    </message>
    <message>
        <source>Run on a server</source>
        <translation>在服务器上运行</translation>
    </message>
    <message>
        <source>{name} on {server}</source>
        <translation>{server} 上的 {name}</translation>
    </message>
    <message>
        <source>“{name}” was left on {server}: {status}.</source>
        <translation>“{name}”留在 {server} 上：{status}。</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Sending the chain to {server} …</source>
        <translation>正在把链发送到 {server} …</translation>
    </message>
    <message>
        <source>No server is known yet.</source>
        <translation>还没有认识的服务器。</translation>
    </message>
    <message>
        <source>Add one…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>{name} {version} is published: {address}</source>
        <translation>{name} {version} 已发布：{address}</translation>
    </message>
    <message>
        <source>Runs on a server</source>
        <translation>服务器上的运行</translation>
    </message>
    <message>
        <source>Show on the canvas</source>
        <translation>在画布上显示</translation>
    </message>
    <message>
        <source>Nothing has run there yet.</source>
        <translation>那里还没有运行过任何内容。</translation>
    </message>
    <message>
        <source>Check for updates</source>
        <translation>检查更新</translation>
    </message>
    <message>
        <source>Whoever gave you iceOS may publish a JSON file that names the newest version. It is read when you press the button and at no other time; nothing is installed.</source>
        <translation>向您提供 iceOS 的人可以发布一个 JSON 文件，说明最新版本。仅在您按下按钮时读取；不会安装任何东西。</translation>
    </message>
    <message>
        <source>Address of the file</source>
        <translation>文件地址</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Enter the address of the file first.</source>
        <translation>请先输入文件地址。</translation>
    </message>
    <message>
        <source>{version} is the newest version; you have it.</source>
        <translation>{version} 是最新版本；您已经拥有。</translation>
    </message>
    <message>
        <source>Version {new} is there; you have {old}.</source>
        <translation>已有版本 {new}；您使用的是 {old}。</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Change {field}</source>
        <translation>更改 {field}</translation>
    </message>
    <message>
        <source>These are the first rows. Making the others…</source>
        <translation>这些是前几行。正在生成其余各行…</translation>
    </message>
    <message>
        <source>Wait for it</source>
        <translation>等待结果</translation>
    </message>
    <message>
        <source>Live preview…</source>
        <translation>实时预览…</translation>
    </message>
    <message>
        <source>No live preview: {reason}</source>
        <translation>没有实时预览：{reason}</translation>
    </message>
    <message>
        <source>Live preview: at most {count} rows. Run the chain (F5) to see all.</source>
        <translation>实时预览：最多 {count} 行。运行链（F5）可查看全部。</translation>
    </message>
    <message>
        <source>Open as CSV</source>
        <translation>以 CSV 打开</translation>
    </message>
    <message>
        <source>Open as Excel workbook</source>
        <translation>以 Excel 工作簿打开</translation>
    </message>
    <message>
        <source>Open this table in another program</source>
        <translation>在其他程序中打开此表</translation>
    </message>
    <message>
        <source>Open in another program</source>
        <translation>在其他程序中打开</translation>
    </message>
    <message>
        <source>its rows are not all there yet</source>
        <translation>其行尚未全部就绪</translation>
    </message>
    <message>
        <source>{name} lies at {path} until iceOS is closed</source>
        <translation>{name} 位于 {path},直到 iceOS 关闭</translation>
    </message>
    <message>
        <source>no program opens {name}; it lies at {path}</source>
        <translation>没有程序能打开 {name};文件位于 {path}</translation>
    </message>
    <message>
        <source>{count:,} rows</source>
        <translation>{count:,} 行</translation>
    </message>
    <message>
        <source>the rows cannot be read any more: {reason_of(error)}</source>
        <translation>无法再读取这些行:{reason_of(error)}</translation>
    </message>
    <message>
        <source>it cannot be shown: {reason}</source>
        <translation>无法显示:{reason}</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source> (and {0} more)</source>
        <translation>（还有 {0} 个）</translation>
    </message>
    <message>
        <source>% is for numbers</source>
        <translation>% 只用于数字</translation>
    </message>
    <message>
        <source>, and its registry cannot be asked: {0}</source>
        <translation>，且无法查询其仓库：{0}</translation>
    </message>
    <message>
        <source>1 column</source>
        <translation>1 列</translation>
    </message>
    <message>
        <source>1 item</source>
        <translation>1 项</translation>
    </message>
    <message>
        <source>1 row × {0}</source>
        <translation>1 行 × {0}</translation>
    </message>
    <message>
        <source>1 value where the first line has {0}</source>
        <translation>1 个值，而第一行有 {0} 个</translation>
    </message>
    <message>
        <source>A backslash itself is written \\.</source>
        <translation>反斜杠本身写作 \\。</translation>
    </message>
    <message>
        <source>Add its image {0} (Edit › Add image…).</source>
        <translation>请添加其镜像 {0}（编辑 › 添加镜像…）。</translation>
    </message>
    <message>
        <source>Add the service with the address where it really is.</source>
        <translation>请用服务实际所在的地址添加它。</translation>
    </message>
    <message>
        <source>Ask for another version, or take another file.</source>
        <translation>请要求其他版本，或换一个文件。</translation>
    </message>
    <message>
        <source>Bin or filter it before.</source>
        <translation>请先分箱或筛选。</translation>
    </message>
    <message>
        <source>Build an image of its package (iceos image build), or let it run in this program.</source>
        <translation>请构建其软件包的镜像 (iceos image build)，或让它在本程序中运行。</translation>
    </message>
    <message>
        <source>Change it under When it runs.</source>
        <translation>请在“运行方式”中修改。</translation>
    </message>
    <message>
        <source>Change {0} in the form.</source>
        <translation>请在表单中修改{0}。</translation>
    </message>
    <message>
        <source>Check the address and the network.</source>
        <translation>请检查地址和网络。</translation>
    </message>
    <message>
        <source>Check the address, or raise the timeout.</source>
        <translation>请检查地址，或延长超时。</translation>
    </message>
    <message>
        <source>Choose As text, or convert a type before.</source>
        <translation>请选择“作为文本”，或先转换类型。</translation>
    </message>
    <message>
        <source>Choose Edit › Make chain outputs for what it gives.</source>
        <translation>请为其结果选择 编辑 › 设为链的输出。</translation>
    </message>
    <message>
        <source>Choose Edit › Update to the version here.</source>
        <translation>请选择 编辑 › 更新到此处的版本。</translation>
    </message>
    <message>
        <source>Choose a column.</source>
        <translation>请选择一列。</translation>
    </message>
    <message>
        <source>Choose a secret only where the form offers it.</source>
        <translation>仅在表单提供的位置选择密钥。</translation>
    </message>
    <message>
        <source>Choose another data folder (--data-dir), or make room.</source>
        <translation>请选择其他数据文件夹 (--data-dir)，或腾出空间。</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>请选择其他文件。</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>请选择另一个。</translation>
    </message>
    <message>
        <source>Choose another type, or make what does not fit missing.</source>
        <translation>请选择其他类型，或将不符合的值设为缺失。</translation>
    </message>
    <message>
        <source>Choose another, or convert its type.</source>
        <translation>请选择另一列，或转换其类型。</translation>
    </message>
    <message>
        <source>Choose another, or undo what removed it.</source>
        <translation>请选择另一个，或撤销移除它的操作。</translation>
    </message>
    <message>
        <source>Choose how to compare them, or convert a type before.</source>
        <translation>请选择比较方式，或先转换类型。</translation>
    </message>
    <message>
        <source>Choose how to summarise them, such as sum.</source>
        <translation>请选择汇总方式，例如总和。</translation>
    </message>
    <message>
        <source>Choose one or more.</source>
        <translation>请选择一列或多列。</translation>
    </message>
    <message>
        <source>Choose one under Where.</source>
        <translation>请在“位置”下选择一个。</translation>
    </message>
    <message>
        <source>Choose the image of the standard tools, or one that iceos image build made.</source>
        <translation>请选择标准工具的镜像，或由 iceos image build 制作的镜像。</translation>
    </message>
    <message>
        <source>Choose utf-8.</source>
        <translation>请选择 utf-8。</translation>
    </message>
    <message>
        <source>Convert it to text first.</source>
        <translation>请先转换为文本。</translation>
    </message>
    <message>
        <source>Convert one of them, or make text of both.</source>
        <translation>请转换其中一个，或都变为文本。</translation>
    </message>
    <message>
        <source>End it with .csv or .xlsx.</source>
        <translation>请以 .csv 或 .xlsx 结尾。</translation>
    </message>
    <message>
        <source>End it with .csv.gz, or without.</source>
        <translation>以 .csv.gz 结尾，或不压缩。</translation>
    </message>
    <message>
        <source>End it with one SELECT statement.</source>
        <translation>请以一条 SELECT 语句结尾。</translation>
    </message>
    <message>
        <source>Give it a default, or a value for this run (--input).</source>
        <translation>请给出默认值，或为此次运行给出值 (--input)。</translation>
    </message>
    <message>
        <source>Give the name or number of the thing that is meant.</source>
        <translation>请给出所指对象的名称或编号。</translation>
    </message>
    <message>
        <source>Have it give a file or a table.</source>
        <translation>让它输出文件或表格。</translation>
    </message>
    <message>
        <source>Install the NVIDIA container toolkit, or run the node without a GPU.</source>
        <translation>请安装 NVIDIA 容器工具包，或不使用 GPU 运行节点。</translation>
    </message>
    <message>
        <source>Install the package that brings it.</source>
        <translation>请安装提供它的软件包。</translation>
    </message>
    <message>
        <source>Install {0} beside iceOS, or write a tool that runs in a container which has it.</source>
        <translation>在 iceOS 旁安装 {0}，或编写一个在含有它的容器中运行的工具。</translation>
    </message>
    <message>
        <source>Is the service running?</source>
        <translation>该服务在运行吗？</translation>
    </message>
    <message>
        <source>Is this the address of an iceOS server?</source>
        <translation>这是 iceOS 服务器的地址吗？</translation>
    </message>
    <message>
        <source>It has: {0}</source>
        <translation>现有：{0}</translation>
    </message>
    <message>
        <source>It has: {0}{1}.</source>
        <translation>现有：{0}{1}。</translation>
    </message>
    <message>
        <source>It may have run out of memory, or left by itself.</source>
        <translation>可能内存不足，或自行退出了。</translation>
    </message>
    <message>
        <source>Its image writes more than it should, or the limit of its files under When it runs is too low.</source>
        <translation>其镜像写入过多，或“运行时”下的文件限制过低。</translation>
    </message>
    <message>
        <source>JSON knows no number {0}</source>
        <translation>JSON 中没有数字 {0}</translation>
    </message>
    <message>
        <source>Join the group: sudo usermod -aG docker $USER, then log in again.</source>
        <translation>请加入该组：sudo usermod -aG docker $USER，然后重新登录。</translation>
    </message>
    <message>
        <source>Large results are files or tables, which travel by name.</source>
        <translation>大的结果应为按名称传递的文件或表。</translation>
    </message>
    <message>
        <source>Let columns go together by name.</source>
        <translation>让列按名称对应。</translation>
    </message>
    <message>
        <source>Letters, digits and - go.</source>
        <translation>可用字母、数字和 -。</translation>
    </message>
    <message>
        <source>List another folder.</source>
        <translation>请列出另一个文件夹。</translation>
    </message>
    <message>
        <source>Make room on the disk.</source>
        <translation>请腾出磁盘空间。</translation>
    </message>
    <message>
        <source>Make room: docker system prune.</source>
        <translation>请腾出空间：docker system prune。</translation>
    </message>
    <message>
        <source>Mend its configuration.</source>
        <translation>请修正其配置。</translation>
    </message>
    <message>
        <source>Mend the code.</source>
        <translation>请修正代码。</translation>
    </message>
    <message>
        <source>Mount the folder that the node needs, and nothing around it, under When it runs.</source>
        <translation>请在“运行时”下只挂载节点需要的文件夹，不要挂载其外层。</translation>
    </message>
    <message>
        <source>NaN and infinite numbers are left empty, for Excel has none</source>
        <translation>NaN 和无穷数留空，因为 Excel 没有它们</translation>
    </message>
    <message>
        <source>Name files in this folder only.</source>
        <translation>只能指定此文件夹中的文件。</translation>
    </message>
    <message>
        <source>Name the columns, or split into rows.</source>
        <translation>请为列命名，或拆成行。</translation>
    </message>
    <message>
        <source>Open it by a double click, or choose a file in the form.</source>
        <translation>请双击打开，或在表单中选择文件。</translation>
    </message>
    <message>
        <source>OpenAPI {0} cannot be read, 3.0 and 3.1 can</source>
        <translation>无法读取 OpenAPI {0}，可读取 3.0 和 3.1</translation>
    </message>
    <message>
        <source>Pick the list out of the data.</source>
        <translation>请先从数据中提取列表。</translation>
    </message>
    <message>
        <source>Point DOCKER_HOST at a Docker engine.</source>
        <translation>请将 DOCKER_HOST 指向 Docker 引擎。</translation>
    </message>
    <message>
        <source>Point DOCKER_HOST, or the Docker context, at an engine that runs as root.</source>
        <translation>请将 DOCKER_HOST 或 Docker 上下文指向以 root 运行的引擎。</translation>
    </message>
    <message>
        <source>Put them beside it, or make the sub-chain part of the chain.</source>
        <translation>请把它们放在旁边，或把子链变为该链的一部分。</translation>
    </message>
    <message>
        <source>Raise its limit under When it runs.</source>
        <translation>请在“运行方式”中提高其限制。</translation>
    </message>
    <message>
        <source>Raise its time limit.</source>
        <translation>请延长其时限。</translation>
    </message>
    <message>
        <source>Raise the limit under More options.</source>
        <translation>请在“更多选项”中提高限制。</translation>
    </message>
    <message>
        <source>Raise the memory limit ({0} MB).</source>
        <translation>请提高内存上限（{0} MB）。</translation>
    </message>
    <message>
        <source>Raise the time limit.</source>
        <translation>请延长时限。</translation>
    </message>
    <message>
        <source>Remove it, or set TMPDIR.</source>
        <translation>请移除它，或设置 TMPDIR。</translation>
    </message>
    <message>
        <source>Remove one of them.</source>
        <translation>请移除其中一个。</translation>
    </message>
    <message>
        <source>Remove the wire, or put a tool that converts in between.</source>
        <translation>请删除连线，或在中间放一个转换工具。</translation>
    </message>
    <message>
        <source>Remove the wire.</source>
        <translation>请删除连线。</translation>
    </message>
    <message>
        <source>Remove this value.</source>
        <translation>请移除此值。</translation>
    </message>
    <message>
        <source>Rename one, or go by position.</source>
        <translation>请重命名其中一个，或按位置对应。</translation>
    </message>
    <message>
        <source>Restart it.</source>
        <translation>请重新启动它。</translation>
    </message>
    <message>
        <source>Return a file or a table.</source>
        <translation>请返回文件或表。</translation>
    </message>
    <message>
        <source>Run all of it once.</source>
        <translation>请完整运行一次。</translation>
    </message>
    <message>
        <source>Run it again.</source>
        <translation>请再次运行。</translation>
    </message>
    <message>
        <source>Run the chain again.</source>
        <translation>请重新运行该链。</translation>
    </message>
    <message>
        <source>Run the chain to see its rows.</source>
        <translation>运行链以查看其行。</translation>
    </message>
    <message>
        <source>Run up to {0} instead.</source>
        <translation>请改为运行到 {0}。</translation>
    </message>
    <message>
        <source>Save it in one encoding, or choose the encoding under More options.</source>
        <translation>请用同一种编码保存，或在“更多选项”中选择编码。</translation>
    </message>
    <message>
        <source>Set ICEOS_FILES.</source>
        <translation>请设置 ICEOS_FILES。</translation>
    </message>
    <message>
        <source>Set it under Run › Secrets, or in the environment as ICEOS_SECRET_{0}.</source>
        <translation>请在 运行 › 密钥 中设置，或设为环境变量 ICEOS_SECRET_{0}。</translation>
    </message>
    <message>
        <source>Set its placement to inline.</source>
        <translation>请将其位置设为本程序。</translation>
    </message>
    <message>
        <source>Set retries on nodes inside it.</source>
        <translation>请在其中的节点上设置重试。</translation>
    </message>
    <message>
        <source>Set the secret under Run › Secrets.</source>
        <translation>请在 运行 › 密钥 中设置。</translation>
    </message>
    <message>
        <source>Set {0} in the form.</source>
        <translation>请在表单中设置{0}。</translation>
    </message>
    <message>
        <source>Set {0}{1} in the environment instead.</source>
        <translation>请改为设置环境变量 {0}{1}。</translation>
    </message>
    <message>
        <source>Show its log.</source>
        <translation>请查看其日志。</translation>
    </message>
    <message>
        <source>Start it with https://</source>
        <translation>请以 https:// 开头</translation>
    </message>
    <message>
        <source>Such as 0, 18, 65.</source>
        <translation>例如 0, 18, 65。</translation>
    </message>
    <message>
        <source>Take another chain.</source>
        <translation>请换一个链。</translation>
    </message>
    <message>
        <source>The columns are: {0}</source>
        <translation>列有：{0}</translation>
    </message>
    <message>
        <source>The image is broken: look at its ENTRYPOINT and CMD.</source>
        <translation>镜像有问题：请检查其 ENTRYPOINT 和 CMD。</translation>
    </message>
    <message>
        <source>The server does not keep to what its OpenAPI document says.</source>
        <translation>服务器没有遵守其 OpenAPI 文档。</translation>
    </message>
    <message>
        <source>Try again later, or set retries on the node.</source>
        <translation>请稍后再试，或在节点上设置重试。</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>请重试。</translation>
    </message>
    <message>
        <source>Update iceOS to open it.</source>
        <translation>请更新 iceOS 以打开它。</translation>
    </message>
    <message>
        <source>Update the node (Edit › Update to the version here), or install the version it asks for.</source>
        <translation>请更新节点（编辑 › 更新到此处的版本），或安装所要求的版本。</translation>
    </message>
    <message>
        <source>Update this one, or use another database.</source>
        <translation>请更新本程序，或使用另一个数据库。</translation>
    </message>
    <message>
        <source>Use Parse JSON and Pick for it.</source>
        <translation>请改用“解析 JSON”和“提取”。</translation>
    </message>
    <message>
        <source>Use Union for them.</source>
        <translation>请改用合并。</translation>
    </message>
    <message>
        <source>Use small letters, digits and underscores.</source>
        <translation>请使用小写字母、数字和下划线。</translation>
    </message>
    <message>
        <source>Value error, </source>
        <translation>值错误，</translation>
    </message>
    <message>
        <source>Who set the secret decides where it goes.</source>
        <translation>由设置密钥的人决定它可发送到何处。</translation>
    </message>
    <message>
        <source>Wire {0} to it.</source>
        <translation>请将{0}连到它。</translation>
    </message>
    <message>
        <source>Write it as B3:F20.</source>
        <translation>请写成 B3:F20 的形式。</translation>
    </message>
    <message>
        <source>Write it as ^1.2.</source>
        <translation>请写成 ^1.2 的形式。</translation>
    </message>
    <message>
        <source>Write it as name:version, such as iceos/node-js:^1.0.</source>
        <translation>请写成 名称:版本，例如 iceos/node-js:^1.0。</translation>
    </message>
    <message>
        <source>Write it without, or use Python code.</source>
        <translation>请改写，或使用 Python 代码。</translation>
    </message>
    <message>
        <source>`iceos runs` lists them.</source>
        <translation>`iceos runs` 可列出它们。</translation>
    </message>
    <message>
        <source>a backslash stands before quotes inside of values</source>
        <translation>值内的引号前有反斜杠</translation>
    </message>
    <message>
        <source>a comma is taken for the decimal sign</source>
        <translation>逗号被视为小数点</translation>
    </message>
    <message>
        <source>a condition has at most {0} letters</source>
        <translation>条件最多 {0} 个字符</translation>
    </message>
    <message>
        <source>a file is needed, and what came is a {0}</source>
        <translation>需要一个文件，得到的却是 {0}</translation>
    </message>
    <message>
        <source>a file of its answer cannot be taken: {0}</source>
        <translation>无法取得其应答中的文件：{0}</translation>
    </message>
    <message>
        <source>a list of JSON objects is needed</source>
        <translation>需要 JSON 对象的列表</translation>
    </message>
    <message>
        <source>a name of a column is no UTF-8: {0}</source>
        <translation>列名不是 UTF-8:{0}</translation>
    </message>
    <message>
        <source>a name or a text of the chain holds the character NUL</source>
        <translation>链中的名称或文本含有 NUL 字符</translation>
    </message>
    <message>
        <source>a node cannot feed itself</source>
        <translation>节点不能连到自己</translation>
    </message>
    <message>
        <source>a number is too large: {0}</source>
        <translation>有数字过大：{0}</translation>
    </message>
    <message>
        <source>a path with {0} in it leads to another operation</source>
        <translation>含有 {0} 的路径会指向另一个操作</translation>
    </message>
    <message>
        <source>a pattern cannot refer to its own groups, as \1 does</source>
        <translation>模式不能像 \1 那样引用自身的分组</translation>
    </message>
    <message>
        <source>a place that is not known</source>
        <translation>未知位置</translation>
    </message>
    <message>
        <source>a quotation mark that opens here is never closed</source>
        <translation>此处开始的引号没有结束</translation>
    </message>
    <message>
        <source>a rank needs an order</source>
        <translation>排名需要指定顺序</translation>
    </message>
    <message>
        <source>a record with the key $secret cannot be sent to a server</source>
        <translation>带有键 $secret 的记录无法发送到服务器</translation>
    </message>
    <message>
        <source>a sample of {0} of {1} rows is drawn</source>
        <translation>绘制了 {1} 行中 {0} 行的样本</translation>
    </message>
    <message>
        <source>a second column {0} is called {1}</source>
        <translation>第二个列 {0} 命名为 {1}</translation>
    </message>
    <message>
        <source>a secret is never wired: choose it by name in the form</source>
        <translation>密钥从不连线：请在表单中按名称选择</translation>
    </message>
    <message>
        <source>a sub-chain is not tried again as a whole</source>
        <translation>子链不会整体重试</translation>
    </message>
    <message>
        <source>a table is needed, not {0}</source>
        <translation>需要表，而不是 {0}</translation>
    </message>
    <message>
        <source>a table is not where it belongs</source>
        <translation>表格不在应在的位置</translation>
    </message>
    <message>
        <source>a text cannot go without quotes: {0}</source>
        <translation>有文本不能不加引号：{0}</translation>
    </message>
    <message>
        <source>a text holds U+{0}, which is half a character</source>
        <translation>文本含有半个字符 U+{0}</translation>
    </message>
    <message>
        <source>a value that cannot be read: {0}</source>
        <translation>无法读取的值：{0}</translation>
    </message>
    <message>
        <source>a {0}</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>a {0} cannot be handed to another process</source>
        <translation>{0} 无法交给另一个进程</translation>
    </message>
    <message>
        <source>a {0} file is not compressed so</source>
        <translation>{0} 文件不能这样压缩</translation>
    </message>
    <message>
        <source>a {0}, which cannot be kept</source>
        <translation>无法保存的 {0}</translation>
    </message>
    <message>
        <source>after {0} times {1} does not hold</source>
        <translation>{0} 次之后 {1} 仍不成立</translation>
    </message>
    <message>
        <source>an answer of more than {0} MB is given as a file, not as text</source>
        <translation>超过 {0} MB 的应答以文件而非文本给出</translation>
    </message>
    <message>
        <source>an event of its stream is no JSON: {0}</source>
        <translation>其数据流中的事件不是 JSON：{0}</translation>
    </message>
    <message>
        <source>an expression has at most {0} letters</source>
        <translation>表达式最多 {0} 个字符</translation>
    </message>
    <message>
        <source>an input cannot be handed to the code: {0}</source>
        <translation>无法将输入交给代码：{0}</translation>
    </message>
    <message>
        <source>an input cannot be handed to the container: {0}</source>
        <translation>无法将输入交给容器：{0}</translation>
    </message>
    <message>
        <source>an input cannot leave this process: {0}</source>
        <translation>输入无法离开本进程：{0}</translation>
    </message>
    <message>
        <source>an input of the run is lost: {0}</source>
        <translation>运行的一个输入已丢失：{0}</translation>
    </message>
    <message>
        <source>an object is expected</source>
        <translation>需要对象</translation>
    </message>
    <message>
        <source>an output cannot leave its process: {0}</source>
        <translation>输出无法离开其进程：{0}</translation>
    </message>
    <message>
        <source>an {0}</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>any address that {0} is given when it runs</source>
        <translation>{0} 运行时得到的任何地址</translation>
    </message>
    <message>
        <source>anything</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>at least one is needed</source>
        <translation>至少需要一个</translation>
    </message>
    <message>
        <source>at least {0} needed</source>
        <translation>至少需要 {0} 个</translation>
    </message>
    <message>
        <source>bad escape {0}</source>
        <translation>无效的转义 {0}</translation>
    </message>
    <message>
        <source>broken quoting: {0}</source>
        <translation>引号损坏：{0}</translation>
    </message>
    <message>
        <source>by its content this is a file of the kind {0}</source>
        <translation>从内容看，这是 {0} 类型的文件</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>bytes are a text here</source>
        <translation>字节在此处是文本</translation>
    </message>
    <message>
        <source>cached</source>
        <translation>沿用</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>chain input {0}: {1}</source>
        <translation>链输入 {0}：{1}</translation>
    </message>
    <message>
        <source>columns without a name are called by their number</source>
        <translation>没有名称的列按序号命名</translation>
    </message>
    <message>
        <source>commas between groups of three digits are left out of numbers</source>
        <translation>数字中三位分组之间的逗号已去掉</translation>
    </message>
    <message>
        <source>control characters are left out, for Excel refuses them</source>
        <translation>控制字符被省略，因为 Excel 拒绝它们</translation>
    </message>
    <message>
        <source>control flow cannot run in a {0}</source>
        <translation>流程控制不能在 {0} 中运行</translation>
    </message>
    <message>
        <source>dates of the column {0} are read {1}</source>
        <translation>列 {0} 的日期读取顺序：{1}</translation>
    </message>
    <message>
        <source>days before March 1900 are written as text, for Excel does not know them</source>
        <translation>1900 年 3 月之前的日期写为文本，因为 Excel 不认识它们</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>errors of formulas are missing values</source>
        <translation>公式错误视为缺失值</translation>
    </message>
    <message>
        <source>every output of these nodes feeds something already</source>
        <translation>这些节点的每个输出都已连出</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>formats in a text are not available</source>
        <translation>文本中不能使用格式说明</translation>
    </message>
    <message>
        <source>formulas have no calculated values: open and save the file in Excel</source>
        <translation>公式没有计算结果：请在 Excel 中打开并保存文件</translation>
    </message>
    <message>
        <source>hidden sheets are left out: {0}</source>
        <translation>已略过隐藏的工作表：{0}</translation>
    </message>
    <message>
        <source>image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>in which columns are the rows equal?</source>
        <translation>行在哪些列中相等？</translation>
    </message>
    <message>
        <source>is done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>is still running</source>
        <translation>仍在运行</translation>
    </message>
    <message>
        <source>it answered {0}</source>
        <translation>它应答 {0}</translation>
    </message>
    <message>
        <source>it answered {0}: {1}</source>
        <translation>它应答 {0}：{1}</translation>
    </message>
    <message>
        <source>it cannot be reached: {0}</source>
        <translation>无法访问：{0}</translation>
    </message>
    <message>
        <source>it cannot be shown: {0}</source>
        <translation>无法显示：{0}</translation>
    </message>
    <message>
        <source>it declares no outputs: whoever runs it is answered with nothing</source>
        <translation>它没有声明输出：运行它的人得不到任何结果</translation>
    </message>
    <message>
        <source>it did not stop within {0} s and was abandoned</source>
        <translation>它没有在 {0} 秒内停止，已被放弃</translation>
    </message>
    <message>
        <source>it failed without a reason</source>
        <translation>失败且没有说明原因</translation>
    </message>
    <message>
        <source>it gives more than one value, or none, for a row</source>
        <translation>它对一行给出多个值，或没有给出值</translation>
    </message>
    <message>
        <source>it gives {0} MB of values, and {1} MB are the most</source>
        <translation>它输出了 {0} MB 的值，最多允许 {1} MB</translation>
    </message>
    <message>
        <source>it has a column of a type that no query has</source>
        <translation>有一列的类型是任何查询都没有的</translation>
    </message>
    <message>
        <source>it has half of a character in it</source>
        <translation>其中含有半个字符</translation>
    </message>
    <message>
        <source>it has kinds of another version of iceOS</source>
        <translation>它含有另一版本 iceOS 的类型</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>嵌套过深</translation>
    </message>
    <message>
        <source>it is no file</source>
        <translation>它不是文件</translation>
    </message>
    <message>
        <source>it is no packed value: {0}</source>
        <translation>这不是打包的值:{0}</translation>
    </message>
    <message>
        <source>it is no query: {0}</source>
        <translation>这不是查询:{0}</translation>
    </message>
    <message>
        <source>it is no record</source>
        <translation>它不是记录</translation>
    </message>
    <message>
        <source>it is not as OpenAPI says: {0}</source>
        <translation>不符合 OpenAPI 规范：{0}</translation>
    </message>
    <message>
        <source>it is not there any more</source>
        <translation>它已不存在</translation>
    </message>
    <message>
        <source>it is not there any more: {0}</source>
        <translation>已不存在：{0}</translation>
    </message>
    <message>
        <source>it is of another version of iceOS</source>
        <translation>它来自另一个版本的 iceOS</translation>
    </message>
    <message>
        <source>it is starting</source>
        <translation>它正在启动</translation>
    </message>
    <message>
        <source>it is switched off</source>
        <translation>它已关闭</translation>
    </message>
    <message>
        <source>it is to run on a server, and none is named</source>
        <translation>它要在服务器上运行，但没有指定服务器</translation>
    </message>
    <message>
        <source>it leaves by {0}</source>
        <translation>从 {0} 送出</translation>
    </message>
    <message>
        <source>it lies elsewhere</source>
        <translation>它在别处</translation>
    </message>
    <message>
        <source>it lies on the server only</source>
        <translation>它只在服务器上</translation>
    </message>
    <message>
        <source>it made more than {0} files</source>
        <translation>它创建了超过 {0} 个文件</translation>
    </message>
    <message>
        <source>it makes no sense: {0}</source>
        <translation>没有意义：{0}</translation>
    </message>
    <message>
        <source>it names no sub-chain to run</source>
        <translation>没有指定要运行的子链</translation>
    </message>
    <message>
        <source>it needed more than its {0} MB of memory</source>
        <translation>所需内存超过其 {0} MB</translation>
    </message>
    <message>
        <source>it returned {0}, which is no file of this run</source>
        <translation>它返回了 {0},这不是本次运行的文件</translation>
    </message>
    <message>
        <source>it said more than {0} things of its data; the rest is left out</source>
        <translation>关于数据的提示超过 {0} 条；其余省略</translation>
    </message>
    <message>
        <source>it sends the request on to {0}, which is another server</source>
        <translation>它把请求转到了 {0}，那是另一台服务器</translation>
    </message>
    <message>
        <source>it serves no OpenAPI document</source>
        <translation>它没有提供 OpenAPI 文档</translation>
    </message>
    <message>
        <source>it shares no folders with this machine, so files and tables cannot travel</source>
        <translation>它与本机没有共享文件夹，因此无法传送文件和表格</translation>
    </message>
    <message>
        <source>it takes longer than {0} s</source>
        <translation>耗时超过 {0} 秒</translation>
    </message>
    <message>
        <source>it takes too long</source>
        <translation>耗时过长</translation>
    </message>
    <message>
        <source>it tells of {0}, where nothing is</source>
        <translation>它提到 {0},但那里什么也没有</translation>
    </message>
    <message>
        <source>it took longer than {0} s</source>
        <translation>用时超过 {0} 秒</translation>
    </message>
    <message>
        <source>it took more than its {0} s of processor time</source>
        <translation>它的处理器时间超过了 {0} 秒</translation>
    </message>
    <message>
        <source>it was never kept</source>
        <translation>它从未被保存</translation>
    </message>
    <message>
        <source>it would make something too long</source>
        <translation>结果会过长</translation>
    </message>
    <message>
        <source>it would make too large a number</source>
        <translation>结果数字会过大</translation>
    </message>
    <message>
        <source>it would make too long a text</source>
        <translation>结果文本会过长</translation>
    </message>
    <message>
        <source>it would take too long, or make too much</source>
        <translation>会耗时过长或产生过多内容</translation>
    </message>
    <message>
        <source>its answer cannot be read: {0}</source>
        <translation>无法读取其应答：{0}</translation>
    </message>
    <message>
        <source>its answer is a {0} where an object is promised</source>
        <translation>其应答是 {0}，而承诺的是对象</translation>
    </message>
    <message>
        <source>its answer is nested too deep</source>
        <translation>其响应嵌套过深</translation>
    </message>
    <message>
        <source>its answer is no JSON: {0}</source>
        <translation>其应答不是 JSON：{0}</translation>
    </message>
    <message>
        <source>its configuration</source>
        <translation>其配置</translation>
    </message>
    <message>
        <source>its container ended with code {0}{1}</source>
        <translation>其容器以代码 {0} 结束{1}</translation>
    </message>
    <message>
        <source>its container is gone</source>
        <translation>其容器已不在</translation>
    </message>
    <message>
        <source>its container was killed from outside</source>
        <translation>其容器被外部终止</translation>
    </message>
    <message>
        <source>its container was removed from outside</source>
        <translation>其容器被外部移除</translation>
    </message>
    <message>
        <source>its files are more than {0} MB</source>
        <translation>其文件超过 {0} MB</translation>
    </message>
    <message>
        <source>its files would take more than half of what the disk has left</source>
        <translation>其文件会占用磁盘剩余空间的一半以上</translation>
    </message>
    <message>
        <source>its first line says that {0} stands between values</source>
        <translation>第一行说明值之间用 {0} 分隔</translation>
    </message>
    <message>
        <source>its letters are taken for {0}</source>
        <translation>文字按 {0} 编码读取</translation>
    </message>
    <message>
        <source>its lines end in different ways: all are read as ends of lines</source>
        <translation>各行的换行符不一致：全部按换行读取</translation>
    </message>
    <message>
        <source>its points or commas may be decimal signs or stand between thousands</source>
        <translation>其中的点或逗号可能是小数点，也可能是千位分隔符</translation>
    </message>
    <message>
        <source>its ports cannot be made: {0}</source>
        <translation>无法生成其端口：{0}</translation>
    </message>
    <message>
        <source>its process crashed ({0})</source>
        <translation>其进程崩溃 ({0})</translation>
    </message>
    <message>
        <source>its process crashed ({0}), perhaps at its limit of {1} MB of memory</source>
        <translation>其进程崩溃 ({0})，可能达到了 {1} MB 内存限制</translation>
    </message>
    <message>
        <source>its process ended with code {0} in the middle of the work</source>
        <translation>其进程在工作中途以代码 {0} 结束</translation>
    </message>
    <message>
        <source>its process gives no answer that makes sense</source>
        <translation>它的进程给出的回答没有意义</translation>
    </message>
    <message>
        <source>its process was killed, perhaps because the machine ran out of memory</source>
        <translation>其进程被终止，可能因为电脑内存不足</translation>
    </message>
    <message>
        <source>its references run in a circle</source>
        <translation>其引用成环</translation>
    </message>
    <message>
        <source>its rows are made in a process of its own</source>
        <translation>其行在独立进程中生成</translation>
    </message>
    <message>
        <source>its rows were not made: they went straight on into other nodes</source>
        <translation>其行未生成:它们直接进入了其他节点</translation>
    </message>
    <message>
        <source>its run there was {0}</source>
        <translation>它在那里的运行结果为 {0}</translation>
    </message>
    <message>
        <source>its server failed to start: {0}</source>
        <translation>其服务器启动失败：{0}</translation>
    </message>
    <message>
        <source>its server was not ready within {0} s</source>
        <translation>其服务器没有在 {0} 秒内就绪</translation>
    </message>
    <message>
        <source>its stored ports are not those of {0}</source>
        <translation>其保存的端口与{0}不符</translation>
    </message>
    <message>
        <source>its sub-chain</source>
        <translation>其子链</translation>
    </message>
    <message>
        <source>its wires run in a circle</source>
        <translation>其连线成环</translation>
    </message>
    <message>
        <source>line {0}, column {1}: {2}</source>
        <translation>第 {0} 行第 {1} 列：{2}</translation>
    </message>
    <message>
        <source>line {0}: {1}</source>
        <translation>第 {0} 行：{1}</translation>
    </message>
    <message>
        <source>links that lead out of the folder are left out</source>
        <translation>已略去指向文件夹之外的链接</translation>
    </message>
    <message>
        <source>list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>list of {0}</source>
        <translation>{0}列表</translation>
    </message>
    <message>
        <source>longer than {0} characters</source>
        <translation>超过 {0} 个字符</translation>
    </message>
    <message>
        <source>looking ahead or behind, as (?=…) does, is not possible here</source>
        <translation>这里不能使用 (?=…) 这样的前瞻或后顾</translation>
    </message>
    <message>
        <source>more than 100 percent cannot be taken</source>
        <translation>不能取超过 100% 的行</translation>
    </message>
    <message>
        <source>more than {0} files belong to this chain</source>
        <translation>此链包含超过 {0} 个文件</translation>
    </message>
    <message>
        <source>more than {0} rows are more than a sheet of Excel holds</source>
        <translation>超过 {0} 行,Excel 工作表容纳不下</translation>
    </message>
    <message>
        <source>name and media type of a file are texts</source>
        <translation>文件的名称和媒体类型必须是文本</translation>
    </message>
    <message>
        <source>names that are no UTF-8 are written with \x…, and cannot be opened by them</source>
        <translation>不是 UTF-8 的名称以 \x… 写出，不能用它打开</translation>
    </message>
    <message>
        <source>nested too deeply</source>
        <translation>嵌套过深</translation>
    </message>
    <message>
        <source>no SHA-256</source>
        <translation>不是 SHA-256</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>未及时应答</translation>
    </message>
    <message>
        <source>no column is left that could become rows</source>
        <translation>没有剩余的列可变为行</translation>
    </message>
    <message>
        <source>no column would be left</source>
        <translation>没有列会留下</translation>
    </message>
    <message>
        <source>no container engine answers</source>
        <translation>没有容器引擎应答</translation>
    </message>
    <message>
        <source>no encoding is called {0}</source>
        <translation>没有名为 {0} 的编码</translation>
    </message>
    <message>
        <source>no encoding is called {0}: the answer is read as UTF-8</source>
        <translation>没有名为 {0} 的编码：应答按 UTF-8 读取</translation>
    </message>
    <message>
        <source>no name of a file ends so</source>
        <translation>没有文件名这样结尾</translation>
    </message>
    <message>
        <source>no process can be started for it: {0}</source>
        <translation>无法为它启动进程：{0}</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>没有说明原因</translation>
    </message>
    <message>
        <source>no regular expression: {0}</source>
        <translation>不是正则表达式：{0}</translation>
    </message>
    <message>
        <source>no separator stands in every line: it is read as one column</source>
        <translation>没有每行都出现的分隔符：按一列读取</translation>
    </message>
    <message>
        <source>no tool {0} here</source>
        <translation>此处没有工具 {0}</translation>
    </message>
    <message>
        <source>no version and no range of versions: {0}</source>
        <translation>既不是版本也不是版本范围：{0}</translation>
    </message>
    <message>
        <source>no version of {0} is in {1} (there is: {2})</source>
        <translation>{0} 没有版本符合 {1}（现有：{2}）</translation>
    </message>
    <message>
        <source>nodes.sdk has no {0}</source>
        <translation>nodes.sdk 没有 {0}</translation>
    </message>
    <message>
        <source>not every value of the column {0} can be read as {1}</source>
        <translation>列 {0} 并非每个值都能读作 {1}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>nothing is in {0}</source>
        <translation>{0} 中没有内容</translation>
    </message>
    <message>
        <source>nothing leads from {0} to {1}</source>
        <translation>没有从 {0} 到 {1} 的路径</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>numbers are needed, with commas between</source>
        <translation>需要以逗号分隔的数字</translation>
    </message>
    <message>
        <source>numbers of more than 15 digits are written as text, for Excel would round them</source>
        <translation>超过 15 位的数字写为文本，因为 Excel 会将其舍入</translation>
    </message>
    <message>
        <source>numbers of several kinds become one kind</source>
        <translation>多种数字变为一种</translation>
    </message>
    <message>
        <source>numbers that are too long or too large are kept as text</source>
        <translation>过长或过大的数字保留为文本</translation>
    </message>
    <message>
        <source>numbers with zeros in front, or of more digits than a number holds, would change</source>
        <translation>带前导零或位数过多的数字会被改变</translation>
    </message>
    <message>
        <source>of rows that share a place across the lowest and the highest are drawn</source>
        <translation>横向位置相同的行只绘制最低和最高的</translation>
    </message>
    <message>
        <source>of several values of one name the last is taken, as of {0}</source>
        <translation>同名的多个值取最后一个，例如 {0}</translation>
    </message>
    <message>
        <source>of which column is the {0}?</source>
        <translation>{0} 针对哪一列？</translation>
    </message>
    <message>
        <source>on a server a node sees the files of its run only</source>
        <translation>在服务器上,节点只能看到其运行的文件</translation>
    </message>
    <message>
        <source>on a server each file is an input of its own</source>
        <translation>在服务器上，每个文件都是单独的输入</translation>
    </message>
    <message>
        <source>one expression is needed, no more and no less</source>
        <translation>需要恰好一个表达式，不多不少</translation>
    </message>
    <message>
        <source>one text has {0} parts</source>
        <translation>有一个文本有 {0} 个部分</translation>
    </message>
    <message>
        <source>only a sub-chain that is part of this chain can be dissolved</source>
        <translation>只有属于本链的子链才能解散</translation>
    </message>
    <message>
        <source>only one thing is sent, and there is a {0}</source>
        <translation>只发送一项，而已有 {0}</translation>
    </message>
    <message>
        <source>only texts can be repeated</source>
        <translation>只有文本可以重复</translation>
    </message>
    <message>
        <source>only the first {0} are drawn</source>
        <translation>只绘制前 {0} 个</translation>
    </message>
    <message>
        <source>only the first {0} marks are drawn</source>
        <translation>只绘制前 {0} 个标记</translation>
    </message>
    <message>
        <source>only the first {0} rows are taken</source>
        <translation>只取前 {0} 行</translation>
    </message>
    <message>
        <source>only the first {0} rows of {1} are read, and decide the types</source>
        <translation>仅读取 {1} 的前 {0} 行，并由它们决定类型</translation>
    </message>
    <message>
        <source>output {0} cannot leave the code: {1}</source>
        <translation>输出 {0} 无法离开代码：{1}</translation>
    </message>
    <message>
        <source>pulling {0}</source>
        <translation>正在拉取 {0}</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>reading {0}</source>
        <translation>正在读取 {0}</translation>
    </message>
    <message>
        <source>record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>records have one value a name: of several columns {0} only the last is written</source>
        <translation>记录中每个名称只有一个值：多个列 {0} 中只写最后一个</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>saved to {0}</source>
        <translation>已保存到 {0}</translation>
    </message>
    <message>
        <source>secret</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>select the nodes that are to be inside</source>
        <translation>请选中要放进去的节点</translation>
    </message>
    <message>
        <source>sending it to {0}</source>
        <translation>正在发送到 {0}</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>so many values are equal that there are {0} classes</source>
        <translation>相等的值太多，因此有 {0} 个区间</translation>
    </message>
    <message>
        <source>somebody else goes on with this run</source>
        <translation>已由他人继续此次运行</translation>
    </message>
    <message>
        <source>something else has that name or port: {0}</source>
        <translation>该名称或端口已被占用：{0}</translation>
    </message>
    <message>
        <source>something is nested too deeply, or calls itself without an end</source>
        <translation>嵌套过深，或无止境地调用自身</translation>
    </message>
    <message>
        <source>starting {0}</source>
        <translation>正在启动 {0}</translation>
    </message>
    <message>
        <source>starting: {0}</source>
        <translation>启动中：{0}</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>texts of more than {0} letters are cut, for a cell of Excel holds no more</source>
        <translation>超过 {0} 个字符的文本被截断，因为 Excel 单元格容不下更多</translation>
    </message>
    <message>
        <source>that would run in a circle</source>
        <translation>那样会成环</translation>
    </message>
    <message>
        <source>the JSON is nested too deeply to be a chain</source>
        <translation>JSON 嵌套过深，不可能是链</translation>
    </message>
    <message>
        <source>the JSON is nested too deeply to be a chain (limit {0})</source>
        <translation>JSON 嵌套过深,不能作为链(上限 {0})</translation>
    </message>
    <message>
        <source>the answer does not say its encoding and is no UTF-8: it is read as cp1252</source>
        <translation>应答未说明编码且不是 UTF-8：按 cp1252 读取</translation>
    </message>
    <message>
        <source>the answer has {0} MB: JSON of more than {1} MB is not parsed here, take the text or the file</source>
        <translation>应答有 {0} MB：超过 {1} MB 的 JSON 在此不解析，请使用文本或文件</translation>
    </message>
    <message>
        <source>the answer is larger than {0} MB</source>
        <translation>应答大于 {0} MB</translation>
    </message>
    <message>
        <source>the budget of {0} is spent</source>
        <translation>{0} 的预算已用完</translation>
    </message>
    <message>
        <source>the budget of {0} tokens is spent</source>
        <translation>{0} 个令牌的预算已用完</translation>
    </message>
    <message>
        <source>the chain declares no input {0}</source>
        <translation>链没有声明输入 {0}</translation>
    </message>
    <message>
        <source>the chain declares no output {0}</source>
        <translation>链没有声明输出 {0}</translation>
    </message>
    <message>
        <source>the chain has no input {0} (it has: {1})</source>
        <translation>链没有输入 {0}（现有：{1}）</translation>
    </message>
    <message>
        <source>the chain has no nodes</source>
        <translation>链中没有节点</translation>
    </message>
    <message>
        <source>the chain holds no sub-chain {0}</source>
        <translation>链中没有子链 {0}</translation>
    </message>
    <message>
        <source>the chain input {0} has no value</source>
        <translation>链输入 {0} 没有值</translation>
    </message>
    <message>
        <source>the chain took longer than its {0} s</source>
        <translation>链超过了其 {0} 秒的时限</translation>
    </message>
    <message>
        <source>the chart cannot be drawn: {0}</source>
        <translation>无法绘制图表：{0}</translation>
    </message>
    <message>
        <source>the clipboard holds no nodes</source>
        <translation>剪贴板中没有节点</translation>
    </message>
    <message>
        <source>the code ended without an answer</source>
        <translation>代码结束时没有给出结果</translation>
    </message>
    <message>
        <source>the code sets no variable {0}, which is one of its outputs</source>
        <translation>代码没有设置变量 {0}，而它是一个输出</translation>
    </message>
    <message>
        <source>the code took longer than {0} s</source>
        <translation>代码用时超过 {0} 秒</translation>
    </message>
    <message>
        <source>the column of {0} is called {1}, for there is one of that name</source>
        <translation>{0} 的列命名为 {1}，因为已有同名的列</translation>
    </message>
    <message>
        <source>the column {0} is decimal: its numbers are longer than 18 digits</source>
        <translation>列 {0} 为十进制数：其数字超过 18 位</translation>
    </message>
    <message>
        <source>the column {0} is text: day or month may stand first in its dates</source>
        <translation>列 {0} 为文本：其日期可能是日在前，也可能是月在前</translation>
    </message>
    <message>
        <source>the column {0} is text: its cells are of unlike types</source>
        <translation>列 {0} 为文本：其单元格类型不一致</translation>
    </message>
    <message>
        <source>the column {0} is text: its values are of unlike types, or longer than a number</source>
        <translation>列 {0} 为文本：其值类型不一致，或比数字更长</translation>
    </message>
    <message>
        <source>the column {0} is text: values further down are no {1}</source>
        <translation>列 {0} 为文本：后面的值不是 {1}</translation>
    </message>
    <message>
        <source>the column {0} is text: {1}</source>
        <translation>列 {0} 为文本：{1}</translation>
    </message>
    <message>
        <source>the condition {0} cannot be worked out: {1}</source>
        <translation>无法计算条件 {0}：{1}</translation>
    </message>
    <message>
        <source>the connection to its container broke</source>
        <translation>与其容器的连接中断</translation>
    </message>
    <message>
        <source>the container engine does not answer</source>
        <translation>容器引擎没有应答</translation>
    </message>
    <message>
        <source>the database was made by a newer version of iceOS</source>
        <translation>数据库由更新版本的 iceOS 创建</translation>
    </message>
    <message>
        <source>the disk was filling up while it ran</source>
        <translation>它运行时磁盘快要写满</translation>
    </message>
    <message>
        <source>the engine does not find it: {0}</source>
        <translation>引擎找不到：{0}</translation>
    </message>
    <message>
        <source>the engine has no GPU to give</source>
        <translation>引擎没有可用的 GPU</translation>
    </message>
    <message>
        <source>the engine refused: {0}</source>
        <translation>引擎拒绝：{0}</translation>
    </message>
    <message>
        <source>the engine&apos;s disk is full</source>
        <translation>引擎的磁盘已满</translation>
    </message>
    <message>
        <source>the file comes from another node, and has none beside it</source>
        <translation>该文件来自另一个节点，旁边没有其他文件</translation>
    </message>
    <message>
        <source>the file is called {0}: its name was longer, or of other characters</source>
        <translation>文件名为 {0}：原名更长或含其他字符</translation>
    </message>
    <message>
        <source>the file of secrets {0} cannot be read: {1}</source>
        <translation>无法读取密钥文件 {0}：{1}</translation>
    </message>
    <message>
        <source>the first line is taken as a row, not as names</source>
        <translation>第一行被视为数据，而不是列名</translation>
    </message>
    <message>
        <source>the first line is taken as names, though it looks as the others do</source>
        <translation>第一行被视为列名，尽管它与其他行相似</translation>
    </message>
    <message>
        <source>the first row is taken as names, though not all of it is text</source>
        <translation>第一行被视为列名，尽管其中并非全是文本</translation>
    </message>
    <message>
        <source>the history cannot be read: {0}</source>
        <translation>无法读取历史：{0}</translation>
    </message>
    <message>
        <source>the history of this run is not complete: {0}</source>
        <translation>此次运行的历史不完整：{0}</translation>
    </message>
    <message>
        <source>the history was damaged ({0}); it is kept as {1}, and a new one begun</source>
        <translation>历史已损坏 ({0})；已另存为 {1}，并新建了历史</translation>
    </message>
    <message>
        <source>the image is not here: {0}</source>
        <translation>镜像不在此处：{0}</translation>
    </message>
    <message>
        <source>the image of the standard tools does not have {0}</source>
        <translation>标准工具的镜像中没有 {0}</translation>
    </message>
    <message>
        <source>the image&apos;s command cannot be run: {0}</source>
        <translation>无法运行镜像的命令：{0}</translation>
    </message>
    <message>
        <source>the lists are not equally long ({0})</source>
        <translation>各列表长度不同（{0}）</translation>
    </message>
    <message>
        <source>the longest text has {0} parts</source>
        <translation>最长的文本有 {0} 个部分</translation>
    </message>
    <message>
        <source>the model failed: {0}</source>
        <translation>模型失败：{0}</translation>
    </message>
    <message>
        <source>the name of a file is a text</source>
        <translation>文件名必须是文本</translation>
    </message>
    <message>
        <source>the node around it was stopped</source>
        <translation>外层节点已停止</translation>
    </message>
    <message>
        <source>the node does not fit into this wire</source>
        <translation>该节点不适合这条连线</translation>
    </message>
    <message>
        <source>the number {0} is too large for JSON</source>
        <translation>数字 {0} 对 JSON 来说太大</translation>
    </message>
    <message>
        <source>the overlap must be smaller than a piece</source>
        <translation>重叠必须小于片段大小</translation>
    </message>
    <message>
        <source>the path of a file is a text</source>
        <translation>文件路径必须是文本</translation>
    </message>
    <message>
        <source>the path {0} leads elsewhere</source>
        <translation>路径 {0} 指向别处</translation>
    </message>
    <message>
        <source>the process ended with code {0}</source>
        <translation>进程以代码 {0} 结束</translation>
    </message>
    <message>
        <source>the query selects nothing</source>
        <translation>查询没有选出任何内容</translation>
    </message>
    <message>
        <source>the records make no table: {0}</source>
        <translation>记录无法组成表：{0}</translation>
    </message>
    <message>
        <source>the run {0} {1}, there is nothing to go on with</source>
        <translation>运行 {0} {1}，没有可继续的内容</translation>
    </message>
    <message>
        <source>the secret {0}</source>
        <translation>密钥 {0}</translation>
    </message>
    <message>
        <source>the secret {0} is not sent to {1}: it is for {2}</source>
        <translation>密钥 {0} 不会发送到 {1}：它仅用于 {2}</translation>
    </message>
    <message>
        <source>the secret {0} is not set</source>
        <translation>密钥 {0} 未设置</translation>
    </message>
    <message>
        <source>the server answered something else than vectors: {0}</source>
        <translation>服务器返回的不是向量：{0}</translation>
    </message>
    <message>
        <source>the server answered {0} {1}</source>
        <translation>服务器回应 {0} {1}</translation>
    </message>
    <message>
        <source>the server&apos;s answer is no JSON: {0}</source>
        <translation>服务器的应答不是 JSON：{0}</translation>
    </message>
    <message>
        <source>the server&apos;s stream cannot be read: {0}</source>
        <translation>无法读取服务器的数据流：{0}</translation>
    </message>
    <message>
        <source>the sheet {0} is hidden in Excel</source>
        <translation>工作表 {0} 在 Excel 中被隐藏</translation>
    </message>
    <message>
        <source>the sheet {0} is read; others are: {1}</source>
        <translation>读取工作表 {0}；其他工作表：{1}</translation>
    </message>
    <message>
        <source>the stream ended before the call did</source>
        <translation>数据流在调用结束前中断</translation>
    </message>
    <message>
        <source>the sub-chain has no input to take an item</source>
        <translation>子链没有接收项的输入</translation>
    </message>
    <message>
        <source>the sub-chain has no input {0} (it has: {1})</source>
        <translation>子链没有输入 {0}（现有：{1}）</translation>
    </message>
    <message>
        <source>the sub-chain&apos;s {0} is the name of a port that this node has already</source>
        <translation>子链的 {0} 与此节点已有的端口同名</translation>
    </message>
    <message>
        <source>the system&apos;s keyring does not remove it: {0}</source>
        <translation>系统密钥环无法移除：{0}</translation>
    </message>
    <message>
        <source>the system&apos;s keyring does not take it: {0}</source>
        <translation>系统密钥环无法接受：{0}</translation>
    </message>
    <message>
        <source>the table has no column {0}</source>
        <translation>表没有列 {0}</translation>
    </message>
    <message>
        <source>the table is not there any more: {0}</source>
        <translation>表已不存在：{0}</translation>
    </message>
    <message>
        <source>the text would become larger than a value may be</source>
        <translation>文本会超过一个值允许的大小</translation>
    </message>
    <message>
        <source>the thread did not end within {0} s and was abandoned</source>
        <translation>线程没有在 {0} 秒内结束，已被放弃</translation>
    </message>
    <message>
        <source>the tool tried to end the program (exit {0})</source>
        <translation>工具试图结束程序 (exit {0})</translation>
    </message>
    <message>
        <source>the wire from {0} brings the wrong type: {1}</source>
        <translation>来自 {0} 的连线类型不对：{1}</translation>
    </message>
    <message>
        <source>the wires run in a circle: {0}</source>
        <translation>连线成环：{0}</translation>
    </message>
    <message>
        <source>there are bytes that are no {0}</source>
        <translation>有不是 {0} 的字节</translation>
    </message>
    <message>
        <source>there are none</source>
        <translation>没有任何项</translation>
    </message>
    <message>
        <source>there are {0} rows for {1}</source>
        <translation>{1} 对应 {0} 行</translation>
    </message>
    <message>
        <source>there is a column {0} already</source>
        <translation>已有列 {0}</translation>
    </message>
    <message>
        <source>there is no column {0}</source>
        <translation>没有列 {0}</translation>
    </message>
    <message>
        <source>there is no group {0}</source>
        <translation>没有分组 {0}</translation>
    </message>
    <message>
        <source>there is no image {0} here</source>
        <translation>此处没有镜像 {0}</translation>
    </message>
    <message>
        <source>there is no model here</source>
        <translation>此处没有模型</translation>
    </message>
    <message>
        <source>there is no node {0}</source>
        <translation>没有节点 {0}</translation>
    </message>
    <message>
        <source>there is no node {0} to come from</source>
        <translation>没有作为起点的节点 {0}</translation>
    </message>
    <message>
        <source>there is no node {0} to go to</source>
        <translation>没有作为终点的节点 {0}</translation>
    </message>
    <message>
        <source>there is no port {0}</source>
        <translation>没有端口 {0}</translation>
    </message>
    <message>
        <source>there is no run {0}</source>
        <translation>没有运行 {0}</translation>
    </message>
    <message>
        <source>there is no sheet {0}</source>
        <translation>没有工作表 {0}</translation>
    </message>
    <message>
        <source>there is no {0}</source>
        <translation>没有 {0}</translation>
    </message>
    <message>
        <source>there is none</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>there is not enough memory for it</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>this JSON is no chain: it has neither a format number nor nodes</source>
        <translation>此 JSON 不是链：既无格式号也无节点</translation>
    </message>
    <message>
        <source>this chain has format {0}, and this iceOS reads up to {1}</source>
        <translation>此链的格式为 {0}，而本 iceOS 最多读取 {1}</translation>
    </message>
    <message>
        <source>this engine is Podman, whose network namespaces and attach differ from Docker&apos;s</source>
        <translation>此引擎是 Podman，其网络命名空间和附加方式与 Docker 不同</translation>
    </message>
    <message>
        <source>this engine is rootless: its containers see private folders as somebody else&apos;s</source>
        <translation>此引擎无 root 权限：其容器把私有文件夹视为他人的</translation>
    </message>
    <message>
        <source>this is a PDF, not a table</source>
        <translation>这是 PDF，不是表格</translation>
    </message>
    <message>
        <source>this is a database, not a table</source>
        <translation>这是数据库，不是表格</translation>
    </message>
    <message>
        <source>this is a picture, not a table</source>
        <translation>这是图片，不是表格</translation>
    </message>
    <message>
        <source>this is a web page, not a table; export the data as CSV or Excel</source>
        <translation>这是网页，不是表格；请将数据导出为 CSV 或 Excel</translation>
    </message>
    <message>
        <source>this is a workbook of an old Excel, or one with a password; save it as .xlsx</source>
        <translation>这是旧版 Excel 或带密码的工作簿；请另存为 .xlsx</translation>
    </message>
    <message>
        <source>this is a zip archive, not a table; unpack it first</source>
        <translation>这是 ZIP 压缩包，不是表格；请先解压</translation>
    </message>
    <message>
        <source>this is an archive; unpack it first</source>
        <translation>这是压缩包；请先解压</translation>
    </message>
    <message>
        <source>this is empty</source>
        <translation>这是空的</translation>
    </message>
    <message>
        <source>this is no OpenAPI document: it has no paths</source>
        <translation>这不是 OpenAPI 文档：没有路径</translation>
    </message>
    <message>
        <source>this is no chain: it has no format number</source>
        <translation>这不是链：没有格式号</translation>
    </message>
    <message>
        <source>this is no list and no table but a {0}</source>
        <translation>这不是列表也不是表，而是 {0}</translation>
    </message>
    <message>
        <source>this is not JSON: {0}</source>
        <translation>这不是 JSON：{0}</translation>
    </message>
    <message>
        <source>this is not UTF-8 text (byte {0})</source>
        <translation>这不是 UTF-8 文本（第 {0} 字节）</translation>
    </message>
    <message>
        <source>this server shares no folder with its caller</source>
        <translation>此服务器与调用方没有共享文件夹</translation>
    </message>
    <message>
        <source>this user may not use the container engine</source>
        <translation>此用户无权使用容器引擎</translation>
    </message>
    <message>
        <source>time {0}</source>
        <translation>第 {0} 次</translation>
    </message>
    <message>
        <source>times with a zone are written in UTC, for Excel knows no zones</source>
        <translation>带时区的时间以 UTC 写出，因为 Excel 没有时区</translation>
    </message>
    <message>
        <source>to SQL {0} is another column, whose name differs in case only</source>
        <translation>对 SQL 而言，{0} 是另一列，其名称仅大小写不同</translation>
    </message>
    <message>
        <source>tools of {0}: {1}: {2}</source>
        <translation>{0} 的工具：{1}：{2}</translation>
    </message>
    <message>
        <source>trying again in {0} s ({1} of {2}): {3}</source>
        <translation>{0} 秒后重试（第 {1} 次，共 {2} 次）：{3}</translation>
    </message>
    <message>
        <source>two branches have the same name</source>
        <translation>两个分支同名</translation>
    </message>
    <message>
        <source>two columns have the same name</source>
        <translation>有两列同名</translation>
    </message>
    <message>
        <source>two columns of {0} have one name</source>
        <translation>{0} 有两列同名</translation>
    </message>
    <message>
        <source>two columns would have the same name</source>
        <translation>两列会同名</translation>
    </message>
    <message>
        <source>two or more numbers are needed, each above the last</source>
        <translation>需要两个或更多数字，每个都大于前一个</translation>
    </message>
    <message>
        <source>two sections have the same name</source>
        <translation>两节同名</translation>
    </message>
    <message>
        <source>two tables have the same name</source>
        <translation>两个表同名</translation>
    </message>
    <message>
        <source>two variables have the same name</source>
        <translation>两个变量同名</translation>
    </message>
    <message>
        <source>two wires end here, from {0} and {1}</source>
        <translation>有两条连线到此，来自 {0} 和 {1}</translation>
    </message>
    <message>
        <source>values are in no class</source>
        <translation>有值不在任何区间内</translation>
    </message>
    <message>
        <source>values are taken for missing: those that read {0}</source>
        <translation>以下写法的值被视为缺失：{0}</translation>
    </message>
    <message>
        <source>values of {0} are missing or no finite number: not drawn</source>
        <translation>{0} 的值缺失或不是有限数：未绘制</translation>
    </message>
    <message>
        <source>values stand in single quotes</source>
        <translation>值用单引号包围</translation>
    </message>
    <message>
        <source>version {0} is asked for, {1} is {2}</source>
        <translation>要求版本 {0}，而 {1} 是 {2}</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>waiting for a person</source>
        <translation>正在等待人工处理</translation>
    </message>
    <message>
        <source>waiting for the service, which is away</source>
        <translation>正在等待暂时不可用的服务</translation>
    </message>
    <message>
        <source>waiting on {0}</source>
        <translation>正在等待 {0}</translation>
    </message>
    <message>
        <source>waits for a free worker process</source>
        <translation>正在等待空闲的工作进程</translation>
    </message>
    <message>
        <source>what came back held a secret ({0}), which is hidden in it</source>
        <translation>返回的内容包含密钥（{0}），已将其隐藏</translation>
    </message>
    <message>
        <source>what its process gives cannot be read: {0}</source>
        <translation>无法读取其进程的输出：{0}</translation>
    </message>
    <message>
        <source>what the function returns</source>
        <translation>函数的返回值</translation>
    </message>
    <message>
        <source>which failures to try again is no regular expression: {0}</source>
        <translation>“哪些失败要重试”不是正则表达式：{0}</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>wire {0} → {1}: {2}</source>
        <translation>连线 {0} → {1}：{2}</translation>
    </message>
    <message>
        <source>without one</source>
        <translation>没有版本</translation>
    </message>
    <message>
        <source>yes/no</source>
        <translation>是/否</translation>
    </message>
    <message>
        <source>{0} (and {1} more)</source>
        <translation>{0}（还有 {1} 个）</translation>
    </message>
    <message>
        <source>{0} (in a container, to read)</source>
        <translation>{0}（在容器中，只读）</translation>
    </message>
    <message>
        <source>{0} (in a container, which may change what is there)</source>
        <translation>{0}（在容器中，容器可以修改其中内容）</translation>
    </message>
    <message>
        <source>{0} MB</source>
        <translation>{0} MB</translation>
    </message>
    <message>
        <source>{0} MB is too large for a chain (limit {1} MB)</source>
        <translation>{0} MB 对链来说太大（上限 {1} MB）</translation>
    </message>
    <message>
        <source>{0} answered with broken JSON: {1}</source>
        <translation>{0} 返回了损坏的 JSON：{1}</translation>
    </message>
    <message>
        <source>{0} answered {1} {2}</source>
        <translation>{0} 应答 {1} {2}</translation>
    </message>
    <message>
        <source>{0} answered {1}: {2}</source>
        <translation>{0} 应答 {1}：{2}</translation>
    </message>
    <message>
        <source>{0} answers more than {1} MB</source>
        <translation>{0} 的应答超过 {1} MB</translation>
    </message>
    <message>
        <source>{0} answers with something else than JSON</source>
        <translation>{0} 的答复不是 JSON</translation>
    </message>
    <message>
        <source>{0} asks nothing</source>
        <translation>{0} 没有提问</translation>
    </message>
    <message>
        <source>{0} became text, for it is not of one type in all tables</source>
        <translation>{0} 变为文本，因为它在各表中的类型不同</translation>
    </message>
    <message>
        <source>{0} belongs to somebody else</source>
        <translation>{0} 属于其他人</translation>
    </message>
    <message>
        <source>{0} by {1}</source>
        <translation>{1} {0}</translation>
    </message>
    <message>
        <source>{0} cached</source>
        <translation>{0} 项沿用</translation>
    </message>
    <message>
        <source>{0} cancelled</source>
        <translation>{0} 项取消</translation>
    </message>
    <message>
        <source>{0} cannot be compared by {1}</source>
        <translation>{0} 不能用 {1} 比较</translation>
    </message>
    <message>
        <source>{0} cannot be compared with a column of {1}</source>
        <translation>{0} 不能与 {1} 类型的列比较</translation>
    </message>
    <message>
        <source>{0} cannot be pulled: {1}</source>
        <translation>无法拉取 {0}：{1}</translation>
    </message>
    <message>
        <source>{0} cannot be reached: {1}</source>
        <translation>无法访问 {0}：{1}</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}</source>
        <translation>无法读取 {0}：{1}</translation>
    </message>
    <message>
        <source>{0} cannot be used to work in: {1}</source>
        <translation>无法在 {0} 中工作：{1}</translation>
    </message>
    <message>
        <source>{0} cannot be written as {1}</source>
        <translation>{0} 不能写为 {1}</translation>
    </message>
    <message>
        <source>{0} cannot name a node</source>
        <translation>{0} 不能作为节点名称</translation>
    </message>
    <message>
        <source>{0} cannot name a port: use letters, digits and underscores</source>
        <translation>{0} 不能作为端口名称：请使用字母、数字和下划线</translation>
    </message>
    <message>
        <source>{0} cannot take over version {1}: {2}</source>
        <translation>{0} 无法接管版本 {1}：{2}</translation>
    </message>
    <message>
        <source>{0} columns</source>
        <translation>{0} 列</translation>
    </message>
    <message>
        <source>{0} columns are more than a sheet of Excel holds ({1})</source>
        <translation>{0} 列超出 Excel 工作表的容量（{1}）</translation>
    </message>
    <message>
        <source>{0} did not answer in time</source>
        <translation>{0} 没有及时应答</translation>
    </message>
    <message>
        <source>{0} did not answer within {1} s</source>
        <translation>{0} 没有在 {1} 秒内应答</translation>
    </message>
    <message>
        <source>{0} does not fit {1}</source>
        <translation>{0} 不适合 {1}</translation>
    </message>
    <message>
        <source>{0} does not honour the node contract, so it cannot run {1}</source>
        <translation>{0} 不遵守节点契约，无法运行 {1}</translation>
    </message>
    <message>
        <source>{0} does not look right (pattern {1})</source>
        <translation>{0} 看起来不对（模式 {1}）</translation>
    </message>
    <message>
        <source>{0} does not say what kind of file</source>
        <translation>{0} 没有说明文件种类</translation>
    </message>
    <message>
        <source>{0} does not take the key</source>
        <translation>{0} 不接受该密钥</translation>
    </message>
    <message>
        <source>{0} done</source>
        <translation>{0} 项完成</translation>
    </message>
    <message>
        <source>{0} failed</source>
        <translation>{0} 项失败</translation>
    </message>
    <message>
        <source>{0} failed, and the chain stops at the first failure</source>
        <translation>{0} 失败，链在首次失败时停止</translation>
    </message>
    <message>
        <source>{0} files have such names, and {1} are the most</source>
        <translation>{0} 个文件符合此名称，最多允许 {1} 个</translation>
    </message>
    <message>
        <source>{0} finds nothing in the data</source>
        <translation>{0} 在数据中找不到内容</translation>
    </message>
    <message>
        <source>{0} gave no result</source>
        <translation>{0} 没有结果</translation>
    </message>
    <message>
        <source>{0} has changed since it was read, and it is too large to be copied</source>
        <translation>{0} 自读取后已更改,且过大无法复制</translation>
    </message>
    <message>
        <source>{0} has had too many requests</source>
        <translation>{0} 收到的请求过多</translation>
    </message>
    <message>
        <source>{0} has more than {1} different values</source>
        <translation>{0} 有超过 {1} 个不同的值</translation>
    </message>
    <message>
        <source>{0} has no column {1}: missing in its rows</source>
        <translation>{0} 没有列 {1}：其行中为缺失</translation>
    </message>
    <message>
        <source>{0} has no input {1}</source>
        <translation>{0} 没有输入 {1}</translation>
    </message>
    <message>
        <source>{0} has no letter {1}</source>
        <translation>{0} 没有字符 {1}</translation>
    </message>
    <message>
        <source>{0} has no output {1}</source>
        <translation>{0} 没有输出 {1}</translation>
    </message>
    <message>
        <source>{0} has no tool {1} at its top level, so no other process can find it</source>
        <translation>{0} 的顶层没有工具 {1}，其他进程无法找到它</translation>
    </message>
    <message>
        <source>{0} has not run yet, so there are no values to start from</source>
        <translation>{0} 还没有运行过，因此没有可用的起始值</translation>
    </message>
    <message>
        <source>{0} has not the size that it says</source>
        <translation>{0} 的大小与声明的不符</translation>
    </message>
    <message>
        <source>{0} has {1} columns, {2} {3}</source>
        <translation>{0} 有 {1} 列，{2} 有 {3} 列</translation>
    </message>
    <message>
        <source>{0} has {1} values: the first {2} are drawn</source>
        <translation>{0} 有 {1} 个值：绘制前 {2} 个</translation>
    </message>
    <message>
        <source>{0} holds the socket {1}, through which a container could command this machine</source>
        <translation>{0} 含有套接字 {1}，容器可借此控制本机</translation>
    </message>
    <message>
        <source>{0} holds {1} in {2}, {3} in {4}</source>
        <translation>{0} 在 {2} 中为{1}，在 {4} 中为{3}</translation>
    </message>
    <message>
        <source>{0} holds {1} on the left, {2} {3} on the right</source>
        <translation>{0} 在左侧为{1}，{2} 在右侧为{3}</translation>
    </message>
    <message>
        <source>{0} holds {1}, no numbers</source>
        <translation>{0} 为{1}，不是数字</translation>
    </message>
    <message>
        <source>{0} holds {1}, which cannot be written by hand</source>
        <translation>{0} 为{1}，无法手写</translation>
    </message>
    <message>
        <source>{0} holds {1}, {2} {3}</source>
        <translation>{0} 为{1}，{2} 为{3}</translation>
    </message>
    <message>
        <source>{0} holds {1}: no {2} can be made of it</source>
        <translation>{0} 为{1}：无法变为{2}</translation>
    </message>
    <message>
        <source>{0} holds, or is, {1}, which no container gets</source>
        <translation>{0} 含有或就是 {1}，任何容器都不能得到它</translation>
    </message>
    <message>
        <source>{0} is a part of several ids: {1}, {2}, …</source>
        <translation>{0} 是多个标识的一部分：{1}、{2}、…</translation>
    </message>
    <message>
        <source>{0} is a port already</source>
        <translation>{0} 已经是端口</translation>
    </message>
    <message>
        <source>{0} is a socket, which no container gets</source>
        <translation>{0} 是套接字，任何容器都不能使用</translation>
    </message>
    <message>
        <source>{0} is an address that a chain on this server may not reach</source>
        <translation>{0} 是此服务器上的链不得访问的地址</translation>
    </message>
    <message>
        <source>{0} is larger than {1} MiB</source>
        <translation>{0} 大于 {1} MiB</translation>
    </message>
    <message>
        <source>{0} is less than {1}</source>
        <translation>{0} 小于 {1}</translation>
    </message>
    <message>
        <source>{0} is missing</source>
        <translation>缺少{0}</translation>
    </message>
    <message>
        <source>{0} is more than {1}</source>
        <translation>{0} 大于 {1}</translation>
    </message>
    <message>
        <source>{0} is neither a tag nor a range of versions</source>
        <translation>{0} 既不是标签也不是版本范围</translation>
    </message>
    <message>
        <source>{0} is no Excel workbook that can be read: {1}</source>
        <translation>{0} 不是可读取的 Excel 工作簿：{1}</translation>
    </message>
    <message>
        <source>{0} is no JSON: {1}</source>
        <translation>{0} 不是 JSON：{1}</translation>
    </message>
    <message>
        <source>{0} is no address: {1}</source>
        <translation>{0} 不是地址：{1}</translation>
    </message>
    <message>
        <source>{0} is no condition: {1}</source>
        <translation>{0} 不是条件：{1}</translation>
    </message>
    <message>
        <source>{0} is no digest</source>
        <translation>{0} 不是摘要</translation>
    </message>
    <message>
        <source>{0} is no file</source>
        <translation>{0} 不是文件</translation>
    </message>
    <message>
        <source>{0} is no file and no folder, and no container gets it</source>
        <translation>{0} 既不是文件也不是文件夹，任何容器都不能得到它</translation>
    </message>
    <message>
        <source>{0} is no file of the shared folder</source>
        <translation>{0} 不是共享文件夹中的文件</translation>
    </message>
    <message>
        <source>{0} is no folder</source>
        <translation>{0} 不是文件夹</translation>
    </message>
    <message>
        <source>{0} is no json that can be read: {1}</source>
        <translation>{0} 不是可读的 json：{1}</translation>
    </message>
    <message>
        <source>{0} is no jsonl that can be read: line {1}: {2}</source>
        <translation>{0} 不是可读的 jsonl：第 {1} 行：{2}</translation>
    </message>
    <message>
        <source>{0} is no name of a file</source>
        <translation>{0} 不是文件名</translation>
    </message>
    <message>
        <source>{0} is no name of a header</source>
        <translation>{0} 不是标头名称</translation>
    </message>
    <message>
        <source>{0} is no range of cells</source>
        <translation>{0} 不是单元格区域</translation>
    </message>
    <message>
        <source>{0} is no range of versions</source>
        <translation>{0} 不是版本范围</translation>
    </message>
    <message>
        <source>{0} is no regular expression: {1}</source>
        <translation>{0} 不是正则表达式：{1}</translation>
    </message>
    <message>
        <source>{0} is no type; there are {1}</source>
        <translation>{0} 不是类型；有 {1}</translation>
    </message>
    <message>
        <source>{0} is no value of {1}: left as they are</source>
        <translation>{0} 不是 {1} 的值：保持原样</translation>
    </message>
    <message>
        <source>{0} is no web address</source>
        <translation>{0} 不是网址</translation>
    </message>
    <message>
        <source>{0} is no web address: {1}</source>
        <translation>{0} 不是网址：{1}</translation>
    </message>
    <message>
        <source>{0} is no {1} that can be read: {2}</source>
        <translation>{0} 不是可读取的 {1}：{2}</translation>
    </message>
    <message>
        <source>{0} is none of {1}</source>
        <translation>{0} 不在 {1} 之中</translation>
    </message>
    <message>
        <source>{0} is not a list of objects</source>
        <translation>{0} 不是对象列表</translation>
    </message>
    <message>
        <source>{0} is not possible here</source>
        <translation>这里不能使用 {0}</translation>
    </message>
    <message>
        <source>{0} is not the file that it says, by its SHA-256</source>
        <translation>按 SHA-256，{0} 不是所声明的文件</translation>
    </message>
    <message>
        <source>{0} is not there</source>
        <translation>{0} 不存在</translation>
    </message>
    <message>
        <source>{0} is not there any more</source>
        <translation>{0} 已不存在</translation>
    </message>
    <message>
        <source>{0} is not there, so it cannot be mounted</source>
        <translation>{0} 不存在，无法挂载</translation>
    </message>
    <message>
        <source>{0} is not {1}</source>
        <translation>{0} 不是{1}</translation>
    </message>
    <message>
        <source>{0} is set in the form, it takes no wire</source>
        <translation>{0} 在表单中设置，不接受连线</translation>
    </message>
    <message>
        <source>{0} is shorter than {1} characters</source>
        <translation>{0} 少于 {1} 个字符</translation>
    </message>
    <message>
        <source>{0} is taken for what stands between values</source>
        <translation>{0} 被视为值之间的分隔符</translation>
    </message>
    <message>
        <source>{0} is there from before, and stays</source>
        <translation>{0} 是之前留下的，予以保留</translation>
    </message>
    <message>
        <source>{0} is too large for a preview</source>
        <translation>{0} 太大，无法预览</translation>
    </message>
    <message>
        <source>{0} is too large to be copied: the history has only its place, {1}</source>
        <translation>{0} 太大,无法复制:历史记录只有其位置 {1}</translation>
    </message>
    <message>
        <source>{0} items</source>
        <translation>{0} 项</translation>
    </message>
    <message>
        <source>{0} leads out of the folder</source>
        <translation>{0} 指向文件夹之外</translation>
    </message>
    <message>
        <source>{0} lies between these nodes: it feeds some of them and is fed by others</source>
        <translation>{0} 位于这些节点之间：它连到其中一些，又由另一些连入</translation>
    </message>
    <message>
        <source>{0} lines above the table are left out</source>
        <translation>表格上方的 {0} 行已忽略</translation>
    </message>
    <message>
        <source>{0} must be less than {1}</source>
        <translation>{0} 必须小于 {1}</translation>
    </message>
    <message>
        <source>{0} must be more than {1}</source>
        <translation>{0} 必须大于 {1}</translation>
    </message>
    <message>
        <source>{0} must look like node.port</source>
        <translation>{0} 必须形如 node.port</translation>
    </message>
    <message>
        <source>{0} names files outside of the chain&apos;s folder</source>
        <translation>{0} 指定了链文件夹之外的文件</translation>
    </message>
    <message>
        <source>{0} names no file: {1}</source>
        <translation>{0} 不是文件名:{1}</translation>
    </message>
    <message>
        <source>{0} names no image</source>
        <translation>{0} 不是镜像名称</translation>
    </message>
    <message>
        <source>{0} needs {1}, which has no value yet</source>
        <translation>{0} 需要 {1}，而它还没有值</translation>
    </message>
    <message>
        <source>{0} nodes are too many for a chain (limit {1})</source>
        <translation>{0} 个节点对一条链来说太多(上限 {1})</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{1} 的{0}</translation>
    </message>
    <message>
        <source>{0} of {1} rows of the {2} table match nothing and are left out</source>
        <translation>{2} 表的 {1} 行中有 {0} 行没有匹配，已省略</translation>
    </message>
    <message>
        <source>{0} points are drawn as a density</source>
        <translation>{0} 个点绘制为密度图</translation>
    </message>
    <message>
        <source>{0} queued</source>
        <translation>{0} 项排队</translation>
    </message>
    <message>
        <source>{0} returned a path, which means nothing outside of where it ran</source>
        <translation>{0} 返回了一个路径，它在其运行处之外没有意义</translation>
    </message>
    <message>
        <source>{0} returned what it must not: </source>
        <translation>{0} 返回了不允许的内容：</translation>
    </message>
    <message>
        <source>{0} takes no secret</source>
        <translation>{0} 不接受密钥</translation>
    </message>
    <message>
        <source>{0}, rows not counted</source>
        <translation>{0}，未计行数</translation>
    </message>
    <message>
        <source>{0}: only the first time is looked at</source>
        <translation>{0}：只查看第一次</translation>
    </message>
    <message>
        <source>{0}: {1} has letters that a header cannot hold</source>
        <translation>{0}：{1} 含有标头无法容纳的字符</translation>
    </message>
    <message>
        <source>{0}; its rows cannot be made: {1}</source>
        <translation>{0}；无法生成其行：{1}</translation>
    </message>
    <message>
        <source>{0}{1} is there twice: the second is called {2}</source>
        <translation>{0}{1} 出现两次：第二个名为 {2}</translation>
    </message>
    <message>
        <source>… {0} lines left out: they came faster than {1} a second</source>
        <translation>… 省略了 {0} 行：每秒超过 {1} 行</translation>
    </message>
    <message>
        <source>{0} rows × {1}</source>
        <translation>{0} 行 × {1}</translation>
    </message>
    <message>
        <source>The operator sets ICEOS_SERVICE_FILES; an engine of containers has to be of this machine.</source>
        <translation>由运维人员设置 ICEOS_SERVICE_FILES；容器引擎必须在本机上。</translation>
    </message>
    <message>
        <source>The server does not keep to the node contract (docs/node-contract.md).</source>
        <translation>该服务器不遵守节点约定（docs/node-contract.md）。</translation>
    </message>
    <message>
        <source>item {0} of {1}: {2}</source>
        <translation>第 {0} 项，共 {1} 项：{2}</translation>
    </message>
    <message>
        <source>its OpenAPI document has no operations{0}</source>
        <translation>其 OpenAPI 文档没有任何操作{0}</translation>
    </message>
    <message>
        <source>{0} running</source>
        <translation>{0} 项运行中</translation>
    </message>
    <message>
        <source>{0} s left</source>
        <translation>还剩 {0} 秒</translation>
    </message>
    <message>
        <source>{0} sent another file than the one that was asked for</source>
        <translation>{0} 发送的文件不是所请求的文件</translation>
    </message>
    <message>
        <source>{0} skipped</source>
        <translation>{0} 项跳过</translation>
    </message>
    <message>
        <source>{0} stands twice in one object</source>
        <translation>{0} 在同一对象中出现两次</translation>
    </message>
    <message>
        <source>{0} tokens</source>
        <translation>{0} 个令牌</translation>
    </message>
    <message>
        <source>{0} unpacks to {1} MB, more than a workbook should</source>
        <translation>{0} 解压后为 {1} MB，超出工作簿应有的大小</translation>
    </message>
    <message>
        <source>{0} values where the first line has {1}</source>
        <translation>有 {0} 个值，而首行有 {1} 个</translation>
    </message>
    <message>
        <source>{0} waiting</source>
        <translation>{0} 项等待</translation>
    </message>
    <message>
        <source>{0} wires are too many for a chain (limit {1})</source>
        <translation>{0} 条连线对一条链来说太多(上限 {1})</translation>
    </message>
    <message>
        <source>{0} would run itself</source>
        <translation>{0} 会运行它自己</translation>
    </message>
    <message>
        <source>{0} {1} is asked for, {2} is here</source>
        <translation>要求 {0} {1}，此处是 {2}</translation>
    </message>
    <message>
        <source>{0} {1} is not here</source>
        <translation>此处没有 {0} {1}</translation>
    </message>
    <message>
        <source>{0}, line 1: there are no rows in it</source>
        <translation>{0}，第 1 行：其中没有数据行</translation>
    </message>
    <message>
        <source>{0}, line {1}</source>
        <translation>{0}，第 {1} 行</translation>
    </message>
    <message>
        <source>{0}, line {1}: not UTF-8, as line {2} is: the file mixes encodings</source>
        <translation>{0}，第 {1} 行：不是 UTF-8，而第 {2} 行是：文件混用编码</translation>
    </message>
    <message>
        <source>{0}, line {1}: this is not an object</source>
        <translation>{0}，第 {1} 行：这不是对象</translation>
    </message>
    <message>
        <source>{0}, line {1}: this is not {2}</source>
        <translation>{0}，第 {1} 行：这不是 {2}</translation>
    </message>
    <message>
        <source>{0}, row {1}: {2} is no {3} ({4} such values)</source>
        <translation>{0}，第 {1} 行：{2} 不是{3}（此类值共 {4} 个）</translation>
    </message>
    <message>
        <source>{0}: give a type to {1}</source>
        <translation>{0}：请给 {1} 指定类型</translation>
    </message>
    <message>
        <source>{0}: numbers of several kinds become one kind</source>
        <translation>{0}：多种数字变为一种</translation>
    </message>
    <message>
        <source>{0}: the name {1} must look like &apos;tables.filter&apos;</source>
        <translation>{0}：名称 {1} 必须形如“tables.filter”</translation>
    </message>
    <message>
        <source>{0}: the version {1} must look like &apos;1.0.0&apos;</source>
        <translation>{0}：版本 {1} 必须形如“1.0.0”</translation>
    </message>
    <message>
        <source>{0}: the {1} in it is broken or cut off: {2}</source>
        <translation>{0}：其中的 {1} 数据已损坏或不完整：{2}</translation>
    </message>
    <message>
        <source>{0}: trying again in {1} s ({2} of {3})</source>
        <translation>{0}：{1} 秒后重试（{2}/{3}）</translation>
    </message>
    <message>
        <source>{0}: what is packed in it is larger than half of the free disk</source>
        <translation>{0}：压缩内容超过可用磁盘空间的一半</translation>
    </message>
    <message>
        <source>{0}: written as text, lists and records as JSON</source>
        <translation>{0}：写为文本，列表和记录为 JSON</translation>
    </message>
    <message>
        <source>{0}: {1} and the like are no {2} and became missing</source>
        <translation>{0}：{1} 之类的值不是{2}，已变为缺失</translation>
    </message>
</context>
</TS>
